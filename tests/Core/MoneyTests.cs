using System.Text.Json;
using PayFunctions.Core;

namespace PayFunctions.Tests.Core;

public class MoneyTests
{
    [Theory]
    [InlineData("""{"amount":1234,"currency":"CNY"}""")]
    [InlineData("""{"amount":-1,"currency":"JPY"}""")]
    [InlineData("""{"amount":0,"currency":"XXX"}""")]
    public void Json_round_trips_to_the_letter(string json) =>
        Assert.Equal(json, JsonSerializer.Serialize(JsonSerializer.Deserialize<Money>(json)));

    [Theory]
    [InlineData("""{"amount":12.5,"currency":"CNY"}""")]
    [InlineData("""{"amount":"12","currency":"CNY"}""")]
    [InlineData("""{"amount":12,"currency":"cny"}""")]
    [InlineData("""{"amount":12}""")]
    [InlineData("""{"currency":"CNY"}""")]
    [InlineData("""{"amount":12,"currency":"CNY","unit":"fen"}""")]
    [InlineData("""{"amount":12,"amount":13,"currency":"CNY"}""")]
    [InlineData("12")]
    public void Json_of_any_other_shape_is_refused(string json) =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Money>(json));

    [Fact]
    public void Amounts_of_two_currencies_do_not_add() =>
        Assert.Throws<InvalidOperationException>(() => new Money(1, Currency.Cny) + new Money(1, Currency.Usd));

    [Fact]
    public void A_sum_past_the_range_is_an_error_and_not_a_wrap() =>
        Assert.Throws<OverflowException>(() => new Money(long.MaxValue, Currency.Cny) + new Money(1, Currency.Cny));
}
