using PayFunctions.Sandbox.WeChatPay;

namespace PayFunctions.Sandbox.Demo.Scenarios;

public sealed class TamperedBody() : ForgedNotification(NoticeFault.TamperedBody, "bad-signature")
{
    public override string Name => "tampered-body";

    public override string Title => "A notification whose body was changed on its way";
}
