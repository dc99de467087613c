using PayFunctions.Sandbox.WeChatPay;
using PayFunctions.Sandbox.World;

namespace PayFunctions.Sandbox.Demo.Scenarios;

public sealed class CertificateRevoked : Scenario
{
    public override string Name => "certificate-revoked";

    public override string Title => "The provider revokes a platform certificate whose key has leaked";

    public override string Expectation =>
        "usable for the overlap as any superseded one, refused at an operator's word, also after a restart";

    public override async Task<string> RunAsync(SandboxWorld world, CancellationToken cancellation)
    {
        var certificates = world.WeChatPay.Certificates;
        var (leaked, next) = (certificates.Current, certificates.Issue());
        await world.UntilActiveAsync(leaked.Serial, cancellation);
        var orderId = await world.CreateAsync(cancellation);
        using (var first = world.WeChatPay.SealPayment(orderId))
            Expect.Equal("the first notification", 200, await SendAsync(first, cancellation));
        Expect.Equal("while it is listed", "StillListed", await RevokeAsync(world, leaked, cancellation));

        certificates.SignWith(next);
        certificates.Revoke(leaked);
        await RenewUntilAsync(world, leaked, "Deprecated", cancellation);
        Expect.Equal("a callback on its way within the overlap", 200, await SendAsync(world, orderId, leaked, cancellation));

        Expect.Equal("at the operator's word", "Dropped", await RevokeAsync(world, leaked, cancellation));
        Expect.Equal("what the thief signs", 401, await SendAsync(world, orderId, leaked, cancellation));
        Expect.Equal("what the provider signs", 200, await SendAsync(world, orderId, next, cancellation));
        await world.ExpectPaidOnceAsync(orderId, cancellation);

        await world.RestartAppAsync([], cancellation);
        await world.UntilActiveAsync(next.Serial, cancellation);
        Expect.Equal("what the thief signs after a restart", 401, await SendAsync(world, orderId, leaked, cancellation));
        return $"{leaked.Serial[..6]}… refused within one request, {next.Serial[..6]}… signs";
    }

    private static async Task<string?> RevokeAsync(SandboxWorld world, PlatformKey key, CancellationToken cancellation)
    {
        var answer = await world.Merchant.RevokeCertificateAsync(key.Serial, cancellation);
        Expect.Equal("POST certificates/renew", 200, answer.Status);
        return answer.Body.GetProperty("accounts").EnumerateArray()
            .Where(one => one.GetProperty("account").GetString() == $"wechatpay/{world.WeChatPay.PlatformMode.MerchantId}")
            .Select(one => one.GetProperty("revoked").GetString()).Single();
    }

    private static async Task RenewUntilAsync(
        SandboxWorld world, PlatformKey key, string state, CancellationToken cancellation) =>
        await OrderSteps.UntilAsync(
            $"{key.Serial[..6]}… {state}",
            async () =>
            {
                await world.Merchant.RenewCertificatesAsync(cancellation);
                return await world.Merchant.ListedAsync(cancellation);
            },
            listed => listed.Any(one => one.Serial == key.Serial && one.State == state),
            listed => string.Join(", ", listed.Select(one => $"{one.Serial[..6]}… {one.State}")),
            cancellation);

    private static async Task<int> SendAsync(
        SandboxWorld world, string orderId, PlatformKey signer, CancellationToken cancellation)
    {
        using var callback = world.WeChatPay.SealAgain(orderId, signer);
        return await SendAsync(callback, cancellation);
    }

    private static async Task<int> SendAsync(HttpRequestMessage callback, CancellationToken cancellation)
    {
        using var http = new HttpClient();
        using var answer = await http.SendAsync(callback, cancellation);
        return (int)answer.StatusCode;
    }
}
