namespace PayFunctions.Infra.Webhooks;

/// <summary>One attempt to be made.</summary>
/// <param name="Redelivery">0: the delivery itself; else which of the redeliveries that were asked for.</param>
/// <param name="IsLast">A failure is the end of it.</param>
/// <param name="Insists">It is made though the address's breaker is open.</param>
public readonly record struct Attempt(int Sequence, int Redelivery, bool IsLast, bool Insists);
