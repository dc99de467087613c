using PayFunctions.Sandbox.WeChatPay;

namespace PayFunctions.Sandbox.Demo.Scenarios;

public sealed class StaleTimestamp() : ForgedNotification(NoticeFault.StaleTimestamp, "stale-timestamp")
{
    public override string Name => "stale-timestamp";

    public override string Title => "A rightly signed notification, played again after 301 seconds";
}
