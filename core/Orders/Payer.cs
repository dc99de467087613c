namespace PayFunctions.Core.Orders;

/// <summary>What a payer's browser runs on; a provider's payment page wants to know.</summary>
public enum PayerDevice
{
    Browser,
    Ios,
    Android,
}

/// <summary>
/// Who pays, as far as the way of paying has to know. Personal: it is in no log and in no orchestration.
/// </summary>
/// <param name="OpenId">The payer's id with the provider's app.</param>
/// <param name="ClientIp">The address that the payer's device comes from.</param>
public sealed record Payer(
    Sensitive<string>? OpenId = null, Sensitive<string>? ClientIp = null, PayerDevice Device = PayerDevice.Browser);
