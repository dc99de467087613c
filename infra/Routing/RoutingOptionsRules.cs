using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PayFunctions.Core;
using PayFunctions.Core.Orders;
using PayFunctions.Infra.Configuration;
using PayFunctions.Infra.Providers;

namespace PayFunctions.Infra.Routing;

/// <summary>What <c>Routing:*</c> may be. An account that is not there, or another tenant's, stops the start.</summary>
/// <param name="services">The providers are asked for only where a route names one: they need settings of their own,
/// which the same start is about to judge.</param>
internal sealed class RoutingOptionsRules(IServiceProvider services) : IValidateOptions<RoutingOptions>
{
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    public ValidateOptionsResult Validate(string? name, RoutingOptions options)
    {
        var wrong = new List<string>();
        foreach (var (route, of) in options.Routes) Check(route, of, wrong);
        foreach (var (channel, windows) in options.Maintenance) Check(channel, windows, wrong);
        Check(options.Breaker, wrong);
        if (options.AttemptsMost is < 1 or > AttemptNumber.Last)
            Wrong(wrong, "AttemptsMost", "must be 1 to 9", "3");
        Within(wrong, "AnswerWithin", options.AnswerWithin, "00:00:05");
        Within(wrong, "LeaveWithin", options.LeaveWithin, "00:00:02");
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }

    private IPaymentProvider? Provider(string channel) =>
        services.GetServices<IPaymentProvider>().FirstOrDefault(one => one.Channel == channel);

    private void Check(string name, RouteOptions route, List<string> wrong)
    {
        var section = $"Routes:{name}:";
        if (Provider(route.Channel) is not { } provider)
        {
            Wrong(wrong, section + "Channel", "is not a channel of this app", "wechatpay");
        }
        else if (provider.TenantOf(route.MerchantId) is not { } tenant)
        {
            Wrong(wrong, section + "MerchantId", $"is no account that {route.Channel} has settings of", "1900000001");
        }
        else if (tenant != route.Tenant)
        {
            Wrong(wrong, section + "Tenant", $"is not whose account {route.MerchantId} is, {tenant}", tenant);
        }

        if (route.Weight < 0) Wrong(wrong, section + "Weight", "must not be below 0", "1");
        if (route.Smallest < 1) Wrong(wrong, section + "Smallest", "must be above 0", "1");
        if (route.Largest < route.Smallest) Wrong(wrong, section + "Largest", "must not be below Smallest", "100000000");
        if (route.Env is { } env && !EnvName.Accepts(env))
            Wrong(wrong, section + "Env", EnvName.Rule, "gray");
        if (route.Currency is { } currency && !Currency.TryFromCode(currency, out _))
            Wrong(wrong, section + "Currency", "is not a currency that this app accounts in", "CNY");
    }

    private void Check(string channel, MaintenanceOptions[] windows, List<string> wrong)
    {
        if (Provider(channel) is null)
            Wrong(wrong, $"Maintenance:{channel}", "is not a channel of this app", "wechatpay");
        for (var i = 0; i < windows.Length; i++)
        {
            if (windows[i] is { From: { } from, Until: { } until } && until > from) continue;
            Wrong(wrong, $"Maintenance:{channel}:{i}:Until", "must be there and after From", "2026-12-01T02:30:00+08:00");
        }
    }

    private static void Check(BreakerOptions breaker, List<string> wrong)
    {
        Within(wrong, "Breaker:SlowAfter", breaker.SlowAfter, "00:00:03");
        Within(wrong, "Breaker:Window", breaker.Window, "00:00:30");
        Within(wrong, "Breaker:OpenFor", breaker.OpenFor, "00:00:30");
        Within(wrong, "Breaker:SharedWithin", breaker.SharedWithin, "00:00:02");
        if (breaker.SlowCalls < 1) Wrong(wrong, "Breaker:SlowCalls", "must be 1 or more", "5");
        if (breaker.CallsLeast < 1) Wrong(wrong, "Breaker:CallsLeast", "must be 1 or more", "10");
        if (breaker.Probes < 1) Wrong(wrong, "Breaker:Probes", "must be 1 or more", "2");
        if (!(breaker.ErrorShare is > 0 and <= 1))
            Wrong(wrong, "Breaker:ErrorShare", "must be above 0 and at most 1", "0.5");
    }

    private static void Within(List<string> wrong, string setting, TimeSpan value, string example)
    {
        if (value <= TimeSpan.Zero || value > Longest)
            Wrong(wrong, setting, "must be more than nothing and at most an hour", example);
    }

    private static void Wrong(List<string> wrong, string setting, string what, string example) =>
        wrong.Add(Settings.Wrong($"{RoutingOptions.Section}:{setting}", what, example));
}
