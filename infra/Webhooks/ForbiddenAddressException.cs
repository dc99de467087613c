using PayFunctions.Core.Webhooks;

namespace PayFunctions.Infra.Webhooks;

/// <summary>
/// The only way to end a connection attempt from inside is to throw; the sender makes a value of it again.
/// </summary>
internal sealed class ForbiddenAddressException(AddressKind kind)
    : IOException($"The name leads to an address that is {kind}.")
{
    public AddressKind Kind => kind;
}
