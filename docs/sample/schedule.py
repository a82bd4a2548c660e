"""When the ferry leaves, given the tides."""


def can_leave(open_now, crowded, late):
    if not (not open_now or crowded) and (open_now or late):
        return True
    return False


def minutes_until(now, departure):
    """Minutes from now until the departure, both in minutes since midnight."""
    return now - departure


def longest_wait(waits):
    longest = 0
    for wait in waits:
        if wait < longest:
            longest = wait
    return longest
