using Microsoft.Extensions.Logging.Abstractions;
using PayFunctions.Infra.Orders;
using PayFunctions.Infra.Providers;
using PayFunctions.Infra.Routing;
using PayFunctions.Infra.Storage;
using PayFunctions.Orders;
using PayFunctions.Routing;
using PayFunctions.Tests.Infra.Audit;
using PayFunctions.Tests.Infra.WeChatPay;

namespace PayFunctions.Tests.Functions;

/// <summary>The parts that ask orders' providers, put together over a test's own store and providers.</summary>
internal static class Routed
{
    /// <param name="routing">Null: without routes, as an app that has none.</param>
    public static OrderAsking Asking(
        OrderBook book, TableAccounts accounts, TimeProvider clock, IPaymentProvider[] providers,
        RoutingOptions? routing = null)
    {
        var options = new Monitored<RoutingOptions>(routing ?? new());
        var channels = new Channels(providers);
        var board = new ChannelBoard(new(accounts), Audits.Writer(accounts, clock), options, clock, NullLogger<ChannelBoard>.Instance);
        var heard = new HeardChannels(channels, board, options, clock);
        var rerouting = new Rerouting(
            book, new OrderRouting(board, channels, options), heard, clock, NullLogger<Rerouting>.Instance);
        return new(book, heard, rerouting, clock, NullLogger<OrderAsking>.Instance);
    }
}
