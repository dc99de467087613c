namespace PayFunctions.Tests.Fuzz;

/// <summary>Callbacks of all four providers through the whole app but its socket.</summary>
public class CallbackFuzzTests
{
    /// <summary>Of a thousand of all inputs, each provider.</summary>
    private const int Share = 100;

    [Fact]
    public Task WeChat_Pays_callbacks() => HoldAsync("wechatpay", _ => new WeChatPayInputs());

    [Fact]
    public Task Alipays_callbacks() => HoldAsync("alipay", _ => new AlipayInputs());

    [Fact]
    public Task UnionPays_callbacks() => HoldAsync("unionpay", _ => new UnionPayInputs());

    [Fact]
    public Task The_App_Stores_callbacks() => HoldAsync("appstore", world => new AppStoreInputs(world.Store));

    private static async Task HoldAsync(string provider, Func<FuzzWorld, CallbackInputs> inputs)
    {
        await using var world = await FuzzWorld.StartAsync();
        var callbacks = inputs(world);
        var taken = await world.SendAsync(callbacks.Taken());
        Assert.Equal(200, taken.Status);
        world.Keep();

        await FuzzRun.RunAsync(
            provider, Share, callbacks.Make, input => world.HoldAsync(input.Request, status => input.IsGenuine && status < 400));
    }
}
