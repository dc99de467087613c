namespace PayFunctions.Tests.Functions;

[Collection(nameof(AppCollection))]
public class CreateOrderTests(AppFixture world)
{
    private RunningApp App => world.App;

    [Fact]
    public async Task A_new_order_is_answered_with_what_its_payer_needs()
    {
        var orderId = world.NewOrderId();

        var answer = await App.CreateAsync(AppFixture.Body(orderId), orderId);

        Assert.Equal((201, "application/json"), (answer.Status, answer.Type));
        Assert.Equal($"/api/orders/{orderId}", answer.Header("Location"));
        Assert.Equal(orderId, answer.Json.GetProperty("orderId").GetString());
        Assert.Equal("AwaitingPayment", answer.Json.GetProperty("state").GetString());
        Assert.Equal("""{"amount":1234,"currency":"CNY"}""", answer.Json.GetProperty("total").GetRawText());
        Assert.StartsWith("weixin://", answer.Json.GetProperty("payment").GetProperty("codeUrl").GetString());
        Assert.EndsWith("Z", answer.Json.GetProperty("expiresAt").GetString());
    }

    [Theory]
    [InlineData("""{"orderId":"X","orderId":"Y"}""", "orderId")]
    [InlineData("""{"total":{"amount":1,"amount":2}}""", "total.amount")]
    [InlineData("""{"total":{"amount":1,"tax":2}}""", "total.tax")]
    [InlineData("""{"total":12}""", "total")]
    [InlineData("""{"total":{"amount":"12"}}""", "total.amount")]
    [InlineData("""{"total":{"amount":1e40}}""", "total.amount")]
    [InlineData("""{"total":{"amount":1.5}}""", "total.amount")]
    [InlineData("""{"payer":{"openId":7}}""", "payer.openId")]
    [InlineData("""{"payer":{"name":"x"}}""", "payer.name")]
    [InlineData("""{"description":"\ud800"}""", "description")]
    [InlineData("""{"expiresInSeconds":1.5}""", "expiresInSeconds")]
    [InlineData("""{"expiresInSeconds":99999999999}""", "expiresInSeconds")]
    [InlineData("""{"OrderId":"ORD0001"}""", "OrderId")]
    [InlineData("""{"orderId":7}""", "orderId")]
    [InlineData("""{"deep":[[[[[1]]]]]}""", "body")]
    [InlineData("""{"orderId":"ORD0001"} trailing""", "body")]
    [InlineData("""["orderId"]""", "body")]
    [InlineData("\"orderId\"", "body")]
    [InlineData("{", "body")]
    [InlineData("", "body")]
    public async Task What_is_wrong_with_a_body_is_named(string body, string field)
    {
        var answer = await App.CreateAsync(body, world.NewOrderId());

        Assert.Equal((400, "application/problem+json"), (answer.Status, answer.Type));
        Assert.Equal(1, answer.Fields.Count(named => named == field));
        Assert.Equal("urn:payfunctions:problem:invalid-request", answer.Json.GetProperty("type").GetString());
    }

    [Fact]
    public async Task Everything_that_is_wrong_is_named_at_once()
    {
        var answer = await App.CreateAsync(
            """{"orderId":"x","total":{"amount":0,"currency":"QQQ"},"blue":1}""", world.NewOrderId());

        Assert.Equal(
            ["blue", "channel", "description", "merchantId", "method", "orderId", "total.amount", "total.currency"],
            answer.Fields.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_same_order_under_another_key_is_carried_on_and_another_is_a_conflict()
    {
        var orderId = world.NewOrderId();
        var first = await App.CreateAsync(AppFixture.Body(orderId), orderId);

        var same = await App.CreateAsync(AppFixture.Body(orderId), orderId + "-again");
        var other = await App.CreateAsync(AppFixture.Body(orderId, 99), orderId + "-other");

        Assert.Equal((201, 201, 409), (first.Status, same.Status, other.Status));
        Assert.Equal(first.Text, same.Text);
        Assert.Null(same.Header("Idempotent-Replayed"));
        Assert.Equal("urn:payfunctions:problem:order-exists", other.Json.GetProperty("type").GetString());
    }

    [Fact]
    public async Task An_account_of_another_tenant_is_as_unknown_as_none()
    {
        var orderId = world.NewOrderId();

        var foreign = await App.CreateAsync(AppFixture.Body(orderId), orderId, ("x-api-key", "the-key-of-acme-0001"));
        var nobodys = AppFixture.Body(orderId).Replace("1900000001", "1999999999", StringComparison.Ordinal);
        var none = await App.CreateAsync(nobodys, orderId);

        Assert.Equal((400, 400), (foreign.Status, none.Status));
        Assert.Equal(["merchantId"], foreign.Fields);
        Assert.Equal(foreign.Json.GetProperty("errors").GetRawText(), none.Json.GetProperty("errors").GetRawText());
    }

    [Fact]
    public async Task A_body_without_end_is_cut_off()
    {
        var answer = await App.CreateAsync(new string(' ', 70_000), world.NewOrderId());

        Assert.Equal((413, "application/problem+json"), (answer.Status, answer.Type));
    }
}
