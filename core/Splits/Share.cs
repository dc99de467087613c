using PayFunctions.Core.Failures;

namespace PayFunctions.Core.Splits;

/// <summary>One receiver's part of a split.</summary>
/// <param name="Account">The receiver's account at the provider (for WeChat Pay, a merchant's mchid).</param>
/// <param name="Reason">The provider's word for why it was not received.</param>
/// <param name="Failure">The same in the catalogue's words.</param>
public sealed record Share(
    string Account, Money Amount, ShareResult Result = ShareResult.Pending, string? Reason = null,
    FailureCode? Failure = null);
