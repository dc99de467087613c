namespace PayFunctions.Tests.Fuzz;

/// <summary>Calls of the merchants' API through the whole app but its socket.</summary>
public class MerchantFuzzTests
{
    /// <summary>Of a thousand of all inputs.</summary>
    private const int Share = 373;

    [Fact]
    public async Task Calls_of_every_route()
    {
        await using var world = await FuzzWorld.StartAsync();
        Assert.Equal(200, (await world.SendAsync(new WeChatPayInputs().Taken())).Status);
        var calls = new MerchantInputs(world.Device);
        world.Keep();
        foreach (var good in calls.Good()) await world.HoldAsync(good, status => status < 400);

        await FuzzRun.RunAsync("merchants", Share, calls.Make, request => world.HoldAsync(request, HasEffect));
    }

    /// <summary>A 202 leaves an order whose channel has not answered; a 404 or 409 has changed nothing.</summary>
    private static bool HasEffect(int status) => status < 400;
}
