using PayFunctions.Sandbox.WeChatPay;

namespace PayFunctions.Sandbox.Demo.Scenarios;

public sealed class WrongSignature() : ForgedNotification(NoticeFault.WrongSignature, "bad-signature")
{
    public override string Name => "wrong-signature";

    public override string Title => "A notification signed with a key that is not the provider's";
}
