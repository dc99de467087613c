using System.Collections.Frozen;
using Microsoft.Azure.Functions.Worker;
using PayFunctions.Callbacks;
using PayFunctions.Infra.Alipay;
using PayFunctions.Infra.AppStore;
using PayFunctions.Infra.WeChatPay;

namespace PayFunctions.Edge;

/// <summary>Whose callbacks a function takes, in what kind of body.</summary>
/// <param name="BodyType">The media type that the provider documents.</param>
internal sealed record ProviderDoor(string Provider, string BodyType)
{
    public const string Json = "application/json";

    public const string Form = "application/x-www-form-urlencoded";
}

/// <summary>Every function that a provider calls.</summary>
internal static class ProviderDoors
{
    private static readonly FrozenDictionary<string, ProviderDoor> ByFunction = new Dictionary<string, ProviderDoor>
    {
        [nameof(WeChatPayCallback)] = new(WeChatPayProvider.Name, ProviderDoor.Json),
        [nameof(AlipayCallback)] = new(AlipayProvider.Name, ProviderDoor.Form),
        [nameof(AppStoreCallback)] = new(StorePurchase.Channel, ProviderDoor.Json),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static IEnumerable<string> Providers => ByFunction.Values.Select(door => door.Provider).Distinct();

    public static ProviderDoor Of(FunctionContext context) => Of(context.FunctionDefinition.Name);

    /// <exception cref="KeyNotFoundException">A provider's function that is not listed above: a bug.</exception>
    public static ProviderDoor Of(string function) => ByFunction[function];
}
