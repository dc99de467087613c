using System.Text;
using PayFunctions.Infra.Alipay;

namespace PayFunctions.Tests.Infra.Alipay;

/// <summary>Alipay's amounts and times, there and back again, and nothing else.</summary>
public class SpellingTests
{
    [Theory]
    [InlineData("88.88", 8888L)]
    [InlineData("0.01", 1L)]
    [InlineData("100000000.00", 10_000_000_000L)]
    [InlineData("12.3", 1230L)]
    [InlineData("12", 1200L)]
    public void An_amount_reads(string text, long fen)
    {
        Assert.True(Yuan.TryRead(Encoding.UTF8.GetBytes(text), out var read));
        Assert.Equal(fen, read);
        Assert.True(Yuan.TryRead(Encoding.UTF8.GetBytes(Yuan.Write(fen)), out var again));
        Assert.Equal(fen, again);
    }

    [Theory]
    [InlineData("")]
    [InlineData(".5")]
    [InlineData("5.")]
    [InlineData("1.234")]
    [InlineData("-1.00")]
    [InlineData("+1.00")]
    [InlineData(" 1.00")]
    [InlineData("1,000.00")]
    [InlineData("1e3")]
    [InlineData("１.00")]
    [InlineData("9999999999999.00")]
    public void What_is_no_amount_does_not(string text) => Assert.False(Yuan.TryRead(Encoding.UTF8.GetBytes(text), out _));

    [Theory]
    [InlineData("2024-03-01 08:00:05", "2024-03-01T00:00:05.000Z")]
    [InlineData("2024-02-29 23:59:59", "2024-02-29T15:59:59.000Z")]
    [InlineData("2021-07-14 09:51:36.631", "2021-07-14T01:51:36.631Z")]
    [InlineData("2021-07-14 09:51:36.6", "2021-07-14T01:51:36.600Z")]
    public void A_time_is_Chinas(string text, string utc)
    {
        Assert.True(BeijingTime.TryRead(Encoding.UTF8.GetBytes(text), out var read));
        Assert.Equal(DateTimeOffset.Parse(utc, System.Globalization.CultureInfo.InvariantCulture), read);
    }

    [Theory]
    [InlineData("2023-02-29 08:00:05")]
    [InlineData("2024-13-01 08:00:05")]
    [InlineData("2024-03-01 24:00:00")]
    [InlineData("2024-03-01 08:60:00")]
    [InlineData("2024-03-01T08:00:05")]
    [InlineData("2024-03-01 08:00:05.")]
    [InlineData("2024-03-01 08:00:05.1234")]
    [InlineData("2024-03-01 08:00:5")]
    [InlineData("2024-03-01 08:00:05&x=1")]
    [InlineData("0000-00-00 00:00:00")]
    [InlineData("0001-01-01 00:00:00")]
    public void What_is_no_time_does_not(string text) =>
        Assert.False(BeijingTime.TryRead(Encoding.UTF8.GetBytes(text), out _));
}
