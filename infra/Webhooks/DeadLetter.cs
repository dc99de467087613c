using PayFunctions.Core.Orders;
using PayFunctions.Core.Webhooks;

namespace PayFunctions.Infra.Webhooks;

/// <summary>A message that was given up, as a tenant's list of them shows it.</summary>
/// <param name="Cursor">Its place in the list: what follows it is asked for by this.</param>
/// <param name="At">When what it tells happened.</param>
/// <param name="Outcome">How the last attempt ended before it was given up, in a word.</param>
/// <param name="Status">That attempt's HTTP status; null without an answer.</param>
public sealed record DeadLetter(
    string Cursor, OrderKey Order, int Sequence, WebhookEvent Event, DateTimeOffset At, int Attempts,
    DateTimeOffset GivenUpAt, string Outcome, int? Status);
