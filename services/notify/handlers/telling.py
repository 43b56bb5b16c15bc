"""A notice is recorded, then sent, then recorded as sent: two writes, whatever the channels."""

from chassis import metrics, tally
from chassis.errors import Invalid, NotYet, Unavailable
from chassis.sms import SmsRefused
from contracts.notify import Channel
from services.notify.commands import SendNotice, TellPerson
from services.notify.domain.notice import Notice
from services.notify.domain.plan import CHANNELS
from services.notify.domain.templates import TEMPLATES
from services.notify.ports import MailRefused, Ports


def tell_person(command: TellPerson, ports: Ports) -> SendNotice | None:
    """Queue the notice, once; what to do next, or None if no channel leads to the person."""
    wish = command.wish
    contact = ports.contacts.find(wish.person_id)
    if contact is None:
        raise NotYet(f"{wish.person_id} is not known yet")
    channels = [c for c in CHANNELS[wish.template] if c == "sms" or contact.email]
    if not channels:
        return None
    template = TEMPLATES[wish.template]
    filled = template.fill(wish.facts, contact.language)
    secrets = {name: filled.pop(name) for name in template.secrets}
    id = Notice.id_of(command.event_id, wish.person_id, wish.template)
    if ports.notices.find(id) is None:
        notice = Notice.queue(
            id,
            wish.person_id,
            wish.template,
            order_id=wish.order_id,
            language=contact.language,
            values=filled,
            channels=channels,
            at=ports.clock.now(),
        )
        ports.notices.add(notice)
    return SendNotice(
        notice_id=id,
        phone=contact.phone,
        email=contact.email,
        name=contact.name,
        secrets=secrets,
    )


def send_notice(command: SendNotice, ports: Ports) -> bool:
    """Send by each channel still waiting; whether none is left. A refusal ends its channel.

    A crash before the write sends it once more, under the same key.
    """
    notice = ports.notices.get(command.notice_id)
    for channel in notice.waiting:
        try:
            _send(channel, notice, command, ports)
            notice.sent(channel, at=ports.clock.now())
            tally.count(metrics.MESSAGES.labels(channel, "sent"))
        except Unavailable:
            tally.count(metrics.MESSAGES.labels(channel, "later"))
        except (SmsRefused, MailRefused) as refused:
            _give_up(channel, notice, refused, ports)
    return not notice.waiting


def _send(channel: Channel, notice: Notice, command: SendNotice, ports: Ports) -> None:
    template, values = TEMPLATES[notice.template], notice.values | command.secrets
    if channel == "sms":
        ports.sms.send(command.phone, template.sms_text(values, notice.language), key=notice.id)
        return
    subject, body = template.letter(values, notice.language, command.name)
    ports.mail.send(command.email, subject, body, key=notice.id)


def _give_up(channel: Channel, notice: Notice, refused: Invalid, ports: Ports) -> None:
    notice.failed(channel, refused.code, at=ports.clock.now())
    tally.count(metrics.MESSAGES.labels(channel, "failed"))
