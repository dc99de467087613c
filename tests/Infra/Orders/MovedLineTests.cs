using Microsoft.Extensions.Logging;
using PayFunctions.Core.Orders;
using PayFunctions.Infra.Orders;
using PayFunctions.Tests.Infra.Telemetry;

namespace PayFunctions.Tests.Infra.Orders;

public class MovedLineTests
{
    private static readonly OrderKey Order = new("default", "ORD1");

    [Fact]
    public void Its_words_are_its_template_filled_with_its_fields()
    {
        var line = new MovedLine(Order, OrderEvent.PaymentSucceeded, "EV-1", OrderState.AwaitingPayment, OrderState.Paid);

        var template = Assert.IsType<string>(Assert.Single(line, field => field.Key == "{OriginalFormat}").Value);
        var filled = line.Aggregate(template, (text, field) => text.Replace($"{{{field.Key}}}", field.Value?.ToString(), StringComparison.Ordinal));

        Assert.Equal(line.ToString(), filled);
        Assert.Equal("Order default/ORD1: PaymentSucceeded (EV-1) moved it from AwaitingPayment to Paid", filled);
    }

    [Fact]
    public void An_order_that_moved_is_told_by_its_event_and_its_words()
    {
        var lines = new List<LogLine>();

        new LogLines<OrderBook>(lines).Moved(Order, OrderEvent.PaymentSucceeded, "EV-1", OrderState.AwaitingPayment, OrderState.Paid);

        var line = Assert.Single(lines);
        Assert.Equal((LogLevel.Information, "Moved"), (line.Level, line.Event));
        Assert.StartsWith("Order default/ORD1: PaymentSucceeded", line.Text, StringComparison.Ordinal);
    }
}
