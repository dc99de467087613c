using Microsoft.Extensions.Options;
using PayFunctions.Infra.Reconciliation;
using PayFunctions.Infra.Storage;

namespace PayFunctions.Tests.Functions.Reconciliation;

[Collection(nameof(DayCollection))]
public class RefusalHoursTests(DayFixture fixture)
{
    [Fact]
    public async Task What_is_missing_in_an_hour_of_refused_signatures_has_them_for_its_cause()
    {
        await using var world = await fixture.ShareAsync();
        world.Both(100);
        var (refused, other) = (world.There(700, world.Day.AddHours(15)), world.There(800, world.Day.AddHours(17)));
        await world.WriteAsync();
        await world.WriteOrdersAsync(refused, other);
        await world.Seeding.WriteRefusalsAsync(
            "wechatpay", world.Day.AddHours(15), 17, TestContext.Current.CancellationToken);

        await world.ReconcileAsync();

        var causes = (await world.DifferencesAsync()).ToDictionary(
            one => one.GetProperty("orderId").GetString()!, one => one.GetProperty("cause"));
        Assert.Equal("SignatureFailures", causes[refused.Order.OutTradeNo].GetProperty("kind").GetString());
        Assert.StartsWith("17 signatures were refused", causes[refused.Order.OutTradeNo].GetProperty("evidence").GetString());
        Assert.NotEqual("SignatureFailures", causes[other.Order.OutTradeNo].GetProperty("kind").GetString());
    }

    [Fact]
    public async Task Refusals_for_signatures_are_counted_by_the_hour_and_written_at_the_latest_at_the_stop()
    {
        var before = await CountAsync();
        var world = await fixture.StartAsync();
        using var unsigned = new StringContent("{}");
        var answer = await world.App.Http.PostAsync(
            new Uri($"callbacks/wechatpay/{world.WeChat.PlatformMode.MerchantId}", UriKind.Relative), unsigned, TestContext.Current.CancellationToken);

        await world.DisposeAsync();

        Assert.Equal(401, (int)answer.StatusCode);
        Assert.True(await CountAsync() > before);
    }

    private async Task<long> CountAsync()
    {
        var hours = new RefusalHours(new TableAccounts(Options.Create(new StorageOptions { Orders = { fixture.Storage } })));
        var now = DateTimeOffset.UtcNow;
        return (await hours.ReadAsync("wechatpay", now.AddHours(-1), now, TestContext.Current.CancellationToken)).Values.Sum();
    }
}
