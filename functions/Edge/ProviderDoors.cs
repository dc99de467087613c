using System.Collections.Frozen;
using Microsoft.Azure.Functions.Worker;
using PayFunctions.Callbacks;
using PayFunctions.Infra.Alipay;
using PayFunctions.Infra.AppStore;
using PayFunctions.Infra.UnionPay;
using PayFunctions.Infra.WeChatPay;

namespace PayFunctions.Edge;

/// <summary>Whose callbacks a function takes, in what kind of body.</summary>
/// <param name="BodyType">The media type that the provider documents.</param>
/// <param name="Refusal">How it is told no.</param>
internal sealed record ProviderDoor(string Provider, string BodyType, RefusalShape Refusal)
{
    public const string Json = "application/json";

    public const string Form = "application/x-www-form-urlencoded";
}

/// <summary>The body of a refusal.</summary>
internal enum RefusalShape
{
    /// <summary>WeChat Pay: <c>{"code":"FAIL",…}</c>.</summary>
    Json,

    /// <summary>Alipay, UnionPay: <c>fail</c>.</summary>
    Word,

    /// <summary>App Store: the status says it all.</summary>
    Empty,
}

/// <summary>Every function that a provider calls.</summary>
internal static class ProviderDoors
{
    private static readonly FrozenDictionary<string, ProviderDoor> ByFunction = new Dictionary<string, ProviderDoor>
    {
        [nameof(WeChatPayCallback)] = new(WeChatPayProvider.Name, ProviderDoor.Json, RefusalShape.Json),
        [nameof(AlipayCallback)] = new(AlipayProvider.Name, ProviderDoor.Form, RefusalShape.Word),
        [nameof(UnionPayCallback)] = new(UnionPayProvider.Name, ProviderDoor.Form, RefusalShape.Word),
        [nameof(AppStoreCallback)] = new(StorePurchase.Channel, ProviderDoor.Json, RefusalShape.Empty),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static IEnumerable<string> Providers => ByFunction.Values.Select(door => door.Provider).Distinct();

    public static ProviderDoor Of(FunctionContext context) => Of(context.FunctionDefinition.Name);

    /// <exception cref="KeyNotFoundException">A provider's function that is not listed above: a bug.</exception>
    public static ProviderDoor Of(string function) => ByFunction[function];
}
