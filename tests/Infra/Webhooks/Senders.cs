using System.Net;
using Microsoft.Extensions.Options;
using PayFunctions.Infra.Webhooks;
using PayFunctions.Tests.Infra.WeChatPay;

namespace PayFunctions.Tests.Infra.Webhooks;

/// <summary>Senders with settings and names of the tests' own.</summary>
internal static class Senders
{
    public static IOptionsMonitor<WebhookOptions> Sandbox { get; } =
        new Monitored<WebhookOptions>(new() { AllowPrivateAddresses = true });

    /// <summary>As in production: nothing inside a network may be reached.</summary>
    /// <param name="addresses">What every name leads to.</param>
    public static WebhookSender Guarded(params string[] addresses) => new(
        new Monitored<WebhookOptions>(new()), TimeProvider.System,
        (_, _) => Task.FromResult<IPAddress[]>([.. addresses.Select(IPAddress.Parse)]));
}
