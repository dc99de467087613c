using PayFunctions.Sandbox.Merchant;

namespace PayFunctions.Tests.Sandbox;

public sealed class MetricsViewTests
{
    private const string Text = """
        # TYPE payfunctions_callbacks_total counter
        payfunctions_callbacks_total{provider="wechatpay",outcome="applied"} 3
        payfunctions_callbacks_total{provider="wechatpay",outcome="refused"} 4
        payfunctions_callbacks_total{provider="alipay",outcome="applied"} 5
        plain_total 6

        """;

    [Fact]
    public void Samples_are_summed_over_the_labels_that_are_not_named()
    {
        var metrics = MetricsView.Read(Text);

        Assert.Equal(12, metrics.Sum("payfunctions_callbacks_total"));
        Assert.Equal(8, metrics.Sum("payfunctions_callbacks_total", ("outcome", "applied")));
        Assert.Equal(3, metrics.Sum("payfunctions_callbacks_total", ("outcome", "applied"), ("provider", "wechatpay")));
        Assert.Equal(6, metrics.Sum("plain_total"));
        Assert.Equal(0, metrics.Sum("payfunctions_callbacks"));
    }
}
