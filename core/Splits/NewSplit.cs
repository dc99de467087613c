namespace PayFunctions.Core.Splits;

/// <summary>A split that can be asked for; whether the order has that much left is not looked at yet.</summary>
/// <param name="Shares">Each receiver once; none: it only releases the rest.</param>
public sealed record NewSplit(string Id, IReadOnlyList<Share> Shares, bool UnfreezeRest);
