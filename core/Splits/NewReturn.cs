namespace PayFunctions.Core.Splits;

/// <summary>A share's return that can be asked for; whether the receiver has that much is not looked at yet.</summary>
public sealed record NewReturn(string Id, string Account, Money Amount);
