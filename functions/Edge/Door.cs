using System.Collections.Frozen;
using Microsoft.Azure.Functions.Worker;
using PayFunctions.ApplePay;
using PayFunctions.Callbacks;
using PayFunctions.Certificates;
using PayFunctions.Operations;
using PayFunctions.OperatorConsole;
using PayFunctions.Orders;
using PayFunctions.Reconciliation;
using PayFunctions.Refunds;
using PayFunctions.Reversals;
using PayFunctions.Splits;
using PayFunctions.Subscriptions;
using PayFunctions.Wallets;
using PayFunctions.Webhooks;

namespace PayFunctions.Edge;

/// <summary>Who comes through a function's URL, and so how it is spoken to.</summary>
internal enum Door
{
    /// <summary>A merchant's own system: a tenant, problem details.</summary>
    Merchant,

    /// <summary>A provider: its signature, its own error shape.</summary>
    Provider,

    /// <summary>Whoever runs the app.</summary>
    Operator,
}

/// <summary>Every function with a URL, and its door.</summary>
internal static class Doors
{
    private static readonly FrozenDictionary<string, Door> ByFunction = new Dictionary<string, Door>
    {
        [nameof(CreateOrder)] = Door.Merchant,
        [nameof(GetOrder)] = Door.Merchant,
        [nameof(GetLedger)] = Door.Merchant,
        [nameof(CloseOrder)] = Door.Merchant,
        [nameof(ReverseOrder)] = Door.Merchant,
        [nameof(RequestRefund)] = Door.Merchant,
        [nameof(GetRefund)] = Door.Merchant,
        [nameof(RequestSplit)] = Door.Merchant,
        [nameof(GetSplit)] = Door.Merchant,
        [nameof(RequestReturn)] = Door.Merchant,
        ["RestartRefund"] = Door.Merchant,
        ["GiveUpRefund"] = Door.Merchant,
        [nameof(ResolveQuarantine)] = Door.Merchant,
        [nameof(GetQuarantine)] = Door.Merchant,
        [nameof(GetWallet)] = Door.Merchant,
        [nameof(OpenHold)] = Door.Merchant,
        ["ConfirmHold"] = Door.Merchant,
        ["CancelHold"] = Door.Merchant,
        [nameof(GetWebhooks)] = Door.Merchant,
        [nameof(RedeliverWebhook)] = Door.Merchant,
        [nameof(GetDeadLetters)] = Door.Merchant,
        [nameof(GetCertificates)] = Door.Merchant,
        [nameof(RenewNow)] = Door.Merchant,
        [nameof(PayWithToken)] = Door.Merchant,
        [nameof(GetSubscription)] = Door.Merchant,
        [nameof(StartReconciliation)] = Door.Merchant,
        [nameof(GetReconciliation)] = Door.Merchant,
        [nameof(GetDifferences)] = Door.Merchant,
        ["ApproveDifference"] = Door.Merchant,
        ["RejectDifference"] = Door.Merchant,
        ["TakeBackDifference"] = Door.Merchant,
        [nameof(GetReport)] = Door.Merchant,
        [nameof(GetLedgerOfDay)] = Door.Merchant,
        [nameof(GetEvidence)] = Door.Merchant,
        [nameof(GetQuality)] = Door.Merchant,
        [nameof(WhoAmI)] = Door.Merchant,
        [nameof(GetOverview)] = Door.Merchant,
        [nameof(FindOrders)] = Door.Merchant,
        [nameof(DiagnoseOrder)] = Door.Merchant,
        [nameof(WeChatPayCallback)] = Door.Provider,
        [nameof(AppStoreCallback)] = Door.Provider,
        [nameof(AlipayCallback)] = Door.Provider,
        [nameof(UnionPayCallback)] = Door.Provider,
        [nameof(GetConsole)] = Door.Operator,
        [nameof(GetSettings)] = Door.Merchant,
        [nameof(ChangeSetting)] = Door.Merchant,
        [nameof(GetHealth)] = Door.Operator,
        [nameof(GetMetrics)] = Door.Operator,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Null for what has no URL: orchestrators and activities.</summary>
    public static Door? Of(FunctionContext context) => Of(context.FunctionDefinition.Name);

    public static Door? Of(string function) => ByFunction.TryGetValue(function, out var door) ? door : null;
}
