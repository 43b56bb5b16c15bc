"""What the notify service reads from the environment."""

from chassis.settings import ServiceSettings


class NotifySettings(ServiceSettings, frozen=True, kw_only=True):
    """`smtp_url`: smtp://, smtp+starttls:// or smtps://, with user and password if needed."""

    sms_url: str
    smtp_url: str
    mail_from: str
