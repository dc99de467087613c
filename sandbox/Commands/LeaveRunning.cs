using PayFunctions.Sandbox.Alerts;
using PayFunctions.Sandbox.Merchant;
using PayFunctions.Sandbox.World;

namespace PayFunctions.Sandbox.Commands;

/// <summary>No command: the same world in real time, left running to be looked at and called, until Ctrl+C.</summary>
internal static class LeaveRunning
{
    public static async Task<int> RunAsync(CancellationToken cancellation)
    {
        Console.WriteLine("PayFunctions sandbox: starting Azurite, simulated WeChat Pay, Alipay, UnionPay, App Store and Key Vault, and the app on loopback.");
        var world = await SandboxWorld.StartAsync(
            WorldPace.Real, what => Console.WriteLine($"… {what}"), cancellation);
        await using (world)
        {
            Console.WriteLine(Described(world));
            var alerts = new AlertRounds(
                new(AlertRules.Read()), new LogTail(world.LogPath).Next, stop => MetricsAsync(world, stop),
                TimeProvider.System, Console.WriteLine);
            try
            {
                await alerts.RunAsync(cancellation);
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                // Ctrl+C.
            }

            Console.WriteLine($"Stopping everything, and removing {world.Folder}.");
        }

        world.DeleteFolder();
        return 0;
    }

    private static async Task<MetricsView?> MetricsAsync(SandboxWorld world, CancellationToken cancellation)
    {
        try
        {
            return await world.Merchant.MetricsAsync(cancellation);
        }
        catch (Exception e) when (e is HttpRequestException or InvalidOperationException)
        {
            return null; // Somebody has stopped the app, or changed its key: its log goes on being watched.
        }
    }

    private static string Described(SandboxWorld world)
    {
        var account = world.WeChatPay.PlatformMode;
        var order = world.NewOrderId();
        var api = new Uri(world.AppUrl, "api/");
        return $$$"""

            App            {{{api}}}
            Function key   {{{world.FunctionKey}}}   (header x-functions-key)
            Console        {{{world.ConsoleUrl}}}   (sign in by that key, or by Rita's, who only reads: {{{world.ReaderKey}}})
            WeChat Pay     {{{world.WeChatPay.Url}}}
            Key Vault      {{{world.Vault.Uri}}}
            Merchants      {{{account.MerchantId}}} (platform certificates), {{{world.WeChatPay.PublicKeyMode.MerchantId}}} (public key)
            Alipay         {{{world.Alipay.Gateway}}}
            Applications   {{{world.Alipay.PublicKeyMode.AppId}}} (public key), {{{world.Alipay.CertificateMode.AppId}}} (certificates)
            App's log      {{{world.LogPath}}}

            Create an order:
              curl -s {{{api}}}orders -H 'x-functions-key: {{{world.FunctionKey}}}' -H 'Idempotency-Key: create-{{{order}}}' \
                -H 'Content-Type: application/json' -d '{"orderId":"{{{order}}}","channel":"wechatpay","method":"native","merchantId":"{{{account.MerchantId}}}","description":"A pot of tea","total":{"amount":1234,"currency":"CNY"}}'
            Pay it, as the payer:
              curl -s -X POST {{{world.WeChatPay.Url}}}sim/pay/{{{order}}}
            Look at it:
              curl -s {{{api}}}orders/{{{order}}} -H 'x-functions-key: {{{world.FunctionKey}}}'
              curl -s {{{api}}}orders/{{{order}}}/ledger -H 'x-functions-key: {{{world.FunctionKey}}}'
            A shop in C# that does all of it, and takes the signed webhooks (samples/Merchant):
              dotnet run --project samples/Merchant -- --app {{{world.AppUrl}}} --key {{{world.FunctionKey}}} \
                --webhook-secret {{{world.Webhooks.Secrets[0]}}} --pay-at {{{world.WeChatPay.Url}}}sim/pay/

            Alerts of docs/alerts.md that fire or clear are told here. Ctrl+C stops everything.
            """;
    }
}
