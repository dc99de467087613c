using Microsoft.Azure.Functions.Worker.Builder;
using PayFunctions.Callbacks;
using PayFunctions.Edge;
using PayFunctions.Healing;
using PayFunctions.Infra.Alipay;
using PayFunctions.Infra.ApplePay;
using PayFunctions.Infra.AppStore;
using PayFunctions.Infra.Certificates;
using PayFunctions.Infra.Http;
using PayFunctions.Infra.Idempotency;
using PayFunctions.Infra.Orders;
using PayFunctions.Infra.Routing;
using PayFunctions.Infra.Storage;
using PayFunctions.Infra.Telemetry;
using PayFunctions.Infra.UnionPay;
using PayFunctions.Infra.Vault;
using PayFunctions.Infra.Webhooks;
using PayFunctions.Infra.WeChatPay;
using PayFunctions.Operations;
using PayFunctions.OperatorConsole;
using PayFunctions.Orders;
using PayFunctions.Reconciliation;
using PayFunctions.Refunds;
using PayFunctions.Reversals;
using PayFunctions.Routing;
using PayFunctions.Settlements;
using PayFunctions.Splits;
using PayFunctions.Wallets;
using PayFunctions.Webhooks;

namespace PayFunctions;

/// <summary>The one place where the app is put together.</summary>
internal static class Program
{
    public static Task<int> Main(string[] args) =>
        Start.RunAsync(() => Compose(FunctionsApplication.CreateBuilder(args)).Build());

    internal static FunctionsApplicationBuilder Compose(FunctionsApplicationBuilder app)
    {
        app.Services
            .AddMetricsText()
            .AddTelemetry(app.Configuration)
            .AddTableStorage(app.Configuration)
            .AddOrderBook()
            .AddIdempotency(app.Configuration)
            .AddOutboundHttp(app.Configuration)
            .AddVault(app.Configuration)
            .AddCertificates(app.Configuration)
            .AddWeChatPay(app.Configuration)
            .AddAlipay(app.Configuration)
            .AddUnionPay(app.Configuration)
            .AddAppStore(app.Configuration)
            .AddApplePay(app.Configuration)
            .AddCallbacks()
            .AddRouting(app.Configuration)
            .AddOrders(app.Configuration)
            .AddOrderRouting()
            .AddRefunds(app.Configuration)
            .AddReversals()
            .AddSettlements()
            .AddSplits(app.Configuration)
            .AddWallets()
            .AddWebhookDelivery(app.Configuration)
            .AddWebhooks()
            .AddHealing(app.Configuration)
            .AddReconciliation(app.Configuration)
            .AddOperations()
            .AddOperatorConsole()
            .AddChangeableSettings(app.Configuration);
        SchedulesOptions.AddDefaults(app);
        app.AddEdge();
        return app;
    }
}
