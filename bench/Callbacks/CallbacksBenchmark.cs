using System.CommandLine;
using System.Diagnostics;
using PayFunctions.Bench.Callbacks.Alipay;
using PayFunctions.Bench.Callbacks.AppStore;
using PayFunctions.Bench.Callbacks.UnionPay;

namespace PayFunctions.Bench.Callbacks;

/// <summary>The same question of every provider's notifications: see <see cref="CallbackRace{T}"/>.</summary>
internal static class CallbacksBenchmark
{
    private const int Notifications = 64;
    private const string BareRsa = "bare RSA.VerifyData";

    /// <summary>Apple's peer takes milliseconds, and so is warmed up in fewer rounds.</summary>
    private const int AppleWarmUpRounds = 40;

    public static Command Command()
    {
        var command = new Command(
            "callbacks", "Verify, decrypt and parse one notification on one core, beside bare cryptography and npm peers.");
        var provider = new Argument<string>("provider")
        {
            Description = "Whose notifications: wechatpay, alipay, unionpay or appstore.",
            DefaultValueFactory = _ => "wechatpay",
        };
        provider.AcceptOnlyFromAmong("wechatpay", "alipay", "unionpay", "appstore");
        command.Arguments.Add(provider);
        command.SetAction(given => given.GetValue(provider) switch
        {
            "alipay" => OfAlipay(),
            "unionpay" => OfUnionPay(),
            "appstore" => OfAppStore(),
            _ => OfWeChatPay(),
        });
        return command;
    }

    private static int OfWeChatPay()
    {
        var folder = Prepared();
        var fixture = new NotificationFixture(Notifications);
        return new CallbackRace<NotificationFixture.Notification>(
            "one core, one notification", BareRsa, new OurSide(fixture),
            new("wechatpay-node-v3", "vs_wechatpay_node_v3"), new("wechatpay-axios-plugin", "vs_wechatpay_axios_plugin"))
            .Run(folder, fixture.WriteTo, fixture.Notifications[0].Body.Length);
    }

    private static int OfAlipay()
    {
        var folder = Prepared();
        var fixture = new AlipayFixture(Notifications);
        return new CallbackRace<AlipayFixture.Notification>(
            "one core, one Alipay notification", BareRsa, new AlipaySide(fixture), new CallbackPeer("alipay-sdk", "vs_alipay_sdk"))
            .Run(folder, fixture.WriteTo, fixture.Notifications[0].Body.Length);
    }

    /// <summary>No npm package of UnionPay's is there to stand beside.</summary>
    private static int OfUnionPay()
    {
        OneCore();
        var fixture = new UnionPayFixture(Notifications);
        return new CallbackRace<UnionPayFixture.Notification>(
            "one core, one UnionPay notification", "bare hashes and RSA.VerifyData", new UnionPaySide(fixture))
            .Run(null, _ => { }, fixture.Notifications[0].Body.Length);
    }

    /// <summary>The peer holds every chain to the root anew, which takes milliseconds: it keeps chains only where it may ask the
    /// network for revocations.</summary>
    private static int OfAppStore()
    {
        var folder = Prepared();
        var fixture = new AppStoreFixture(Notifications);
        return new CallbackRace<AppStoreFixture.Notification>(
            "one core, one store notification", "bare ECDsa.VerifyData, three", new AppStoreSide(fixture),
            new CallbackPeer(
                "@apple/app-store-server-library", "vs_apple_app_store_server_library", Batches: 1, BatchSize: 1))
            .Run(folder, fixture.WriteTo, fixture.Notifications[0].Body.Length, AppleWarmUpRounds);
    }

    private static string Prepared()
    {
        var folder = NodePackages.Ensure();
        OneCore();
        return folder;
    }

    /// <summary>Node inherits it: everybody runs on the same core.</summary>
    private static void OneCore()
    {
        using var self = Process.GetCurrentProcess();
        if (OperatingSystem.IsLinux() || OperatingSystem.IsWindows()) self.ProcessorAffinity = 1;
    }
}
