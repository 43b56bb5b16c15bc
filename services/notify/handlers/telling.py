"""A notice is recorded, then sent, then recorded as sent: two writes, whatever the channels.

Whoever dies in between leaves it unknown what was sent. So an attempt after the first is recorded
before it sends, too, and e-mail goes out twice at most.
"""

from chassis import metrics, tally
from chassis.errors import Invalid, NotYet, Unavailable
from chassis.sms import SmsRefused
from contracts.notify import Channel
from services.notify.commands import SendNotice, TellPerson
from services.notify.domain.contact import Contact
from services.notify.domain.notice import Notice
from services.notify.domain.plan import CHANNELS
from services.notify.domain.templates import TEMPLATES
from services.notify.ports import MailPerhapsTaken, MailRefused, Ports


def tell_person(command: TellPerson, ports: Ports) -> SendNotice | None:
    """Queue the notice, once, or begin it again; None if no channel leads to the person."""
    wish = command.wish
    contact = ports.contacts.find(wish.person_id)
    if contact is None:
        raise NotYet(f"{wish.person_id} is not known yet")
    if contact.status == "forgotten":
        return None
    template = TEMPLATES[wish.template]
    channels = [c for c in CHANNELS[wish.template] if c == "sms" or contact.email]
    if not channels:
        return None
    filled = template.fill(wish.facts, contact.language)
    secrets = {name: filled.pop(name) for name in template.secrets}
    notice = ports.notices.find(Notice.id_of(command.event_id, wish.person_id, wish.template))
    known = notice is not None
    notice = notice or _queue(command, contact, filled, channels, ports)
    words = _words(notice, secrets, contact.name)  # words that fail are no attempt
    if known:
        notice.begin_again(at=ports.clock.now())
    return SendNotice(
        notice_id=notice.id,
        attempt=notice.begun,
        phone=contact.phone,
        email=contact.email,
        words=words,
    )


def _queue(
    command: TellPerson,
    contact: Contact,
    values: dict[str, str],
    channels: list[Channel],
    ports: Ports,
) -> Notice:
    wish = command.wish
    notice = Notice.queue(
        Notice.id_of(command.event_id, wish.person_id, wish.template),
        wish.person_id,
        wish.template,
        order_id=wish.order_id,
        language=contact.language,
        values=values,
        channels=channels,
        at=ports.clock.now(),
    )
    ports.notices.add(notice)
    return notice


def _words(notice: Notice, secrets: dict[str, str], name: str) -> dict[Channel, tuple[str, ...]]:
    template, values = TEMPLATES[notice.template], notice.values | secrets
    words: dict[Channel, tuple[str, ...]] = {}
    for channel in notice.waiting:
        if channel == "sms":
            words[channel] = (template.sms_text(values, notice.language),)
        else:
            words[channel] = template.letter(values, notice.language, name)
    return words


def send_notice(command: SendNotice, ports: Ports) -> bool:
    """Send by each channel still waiting; whether none is left. A refusal ends its channel.

    Once another has begun a further attempt this one sends nothing: it was decided again since
    their write came before its own.
    """
    notice = ports.notices.get(command.notice_id)
    if notice.begun != command.attempt:
        return not notice.waiting
    for channel in sorted(notice.waiting):  # e-mail first: what counts as begun is then done
        try:
            _send(channel, notice, command, ports)
            notice.sent(channel, at=ports.clock.now())
            tally.count(metrics.MESSAGES.labels(channel, "sent"))
        except (SmsRefused, MailRefused) as refused:
            _give_up(channel, notice, refused, ports)
        except Unavailable as away:
            tally.count(metrics.MESSAGES.labels(channel, "later"))
            if not isinstance(away, MailPerhapsTaken):
                notice.stayed(channel)
    return not notice.waiting


def _send(channel: Channel, notice: Notice, command: SendNotice, ports: Ports) -> None:
    if channel == "sms":
        [text] = command.words[channel]
        ports.sms.send(command.phone, text, key=notice.id)
        return
    subject, body = command.words[channel]
    ports.mail.send(command.email, subject, body, key=notice.id)


def _give_up(channel: Channel, notice: Notice, refused: Invalid, ports: Ports) -> None:
    notice.failed(channel, refused.code, at=ports.clock.now())
    tally.count(metrics.MESSAGES.labels(channel, "failed"))
