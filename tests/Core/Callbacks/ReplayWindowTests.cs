using PayFunctions.Core.Callbacks;

namespace PayFunctions.Tests.Core.Callbacks;

public class ReplayWindowTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000);

    [Theory]
    [InlineData(0, true)]
    [InlineData(299.999, true)]
    [InlineData(300, false)]
    [InlineData(-299.999, true)]
    [InlineData(-300, false)]
    public void The_edge_itself_is_out_on_both_sides(double seconds, bool admitted) =>
        Assert.Equal(admitted, new ReplayWindow(TimeSpan.FromSeconds(300)).Admits(Now.AddSeconds(seconds), Now));

    [Fact]
    public void The_skew_is_their_clock_minus_ours() =>
        Assert.Equal(TimeSpan.FromSeconds(-7), ReplayWindow.Skew(Now.AddSeconds(-7), Now));

    [Theory]
    [InlineData("")]
    [InlineData("-1")]
    [InlineData("+1700000000")]
    [InlineData(" 1700000000")]
    [InlineData("1700000000.5")]
    [InlineData("1,700,000,000")]
    [InlineData("100000000000")]
    [InlineData("１７０００００００００")]
    public void Anything_but_plain_digits_is_no_timestamp(string text) =>
        Assert.False(ReplayWindow.TryReadUnixSeconds(text, out _));

    [Fact]
    public void Plain_digits_are_seconds_since_1970()
    {
        Assert.True(ReplayWindow.TryReadUnixSeconds("1700000000", out var stamped));
        Assert.Equal(Now, stamped);
    }
}
