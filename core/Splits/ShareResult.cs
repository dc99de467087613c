namespace PayFunctions.Core.Splits;

/// <summary>What became of one receiver's share.</summary>
public enum ShareResult
{
    Pending,
    Received,

    /// <summary>It did not go: the provider says why. Its amount is the merchant's again.</summary>
    NotReceived,
}
