namespace PayFunctions.Tests.Functions;

[Collection(nameof(AppCollection))]
public class IdempotencyTests(AppFixture world)
{
    private RunningApp App => world.App;

    [Fact]
    public async Task The_same_request_gets_the_stored_answer_byte_for_byte()
    {
        var orderId = world.NewOrderId();
        var body = AppFixture.Body(orderId);

        var first = await App.CreateAsync(body, orderId);
        var again = await App.CreateAsync(body, null, ("X-Idempotency-Key", orderId));

        Assert.Equal((201, 201), (first.Status, again.Status));
        Assert.Equal(first.Text, again.Text);
        Assert.Equal((null, "true"), (first.Header("Idempotent-Replayed"), again.Header("Idempotent-Replayed")));
        Assert.Equal(first.Header("Location"), again.Header("Location"));
        Assert.Single(world.Provider.Calls.Where(call => call.OutTradeNo == orderId));
    }

    [Fact]
    public async Task The_key_with_another_request_is_refused()
    {
        var orderId = world.NewOrderId();
        await App.CreateAsync(AppFixture.Body(orderId), orderId);

        var other = await App.CreateAsync(AppFixture.Body(orderId, 4321), orderId);

        Assert.Equal((422, "application/problem+json"), (other.Status, other.Type));
        Assert.Equal("urn:payfunctions:problem:key-reused", other.Json.GetProperty("type").GetString());
    }

    [Fact]
    public async Task A_request_that_is_still_running_asks_for_patience_and_is_answered_afterwards()
    {
        var orderId = world.NewOrderId();
        var gate = world.Provider.GateNext("native", orderId);
        var running = App.CreateAsync(AppFixture.Body(orderId), orderId);
        await gate.Arrived.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);

        var meanwhile = await App.CreateAsync(AppFixture.Body(orderId), orderId);
        gate.Open();
        var first = await running;
        var after = await App.CreateAsync(AppFixture.Body(orderId), orderId);

        Assert.Equal(409, meanwhile.Status);
        Assert.InRange(int.Parse(meanwhile.Header("Retry-After")!), 1, 60);
        Assert.Equal((201, 201), (first.Status, after.Status));
        Assert.Equal("true", after.Header("Idempotent-Replayed"));
    }

    [Fact]
    public async Task Two_hundred_of_the_same_at_once_make_one_order_and_get_the_same_answer()
    {
        var orderId = world.NewOrderId();
        var body = AppFixture.Body(orderId);

        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => InsistAsync(body, orderId)));

        Assert.Single(answers.Select(answer => answer.Text).Distinct());
        Assert.Equal(199, answers.Count(answer => answer.Header("Idempotent-Replayed") == "true"));
        Assert.Single(world.Provider.Calls.Where(call => call.OutTradeNo == orderId));
    }

    /// <summary>As a merchant's system does that is told to come again.</summary>
    private async Task<Answer> InsistAsync(string body, string key)
    {
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        for (var times = 1; ; times++)
        {
            var answer = await App.CreateAsync(body, key);
            if (answer.Status == 201) return answer;
            Assert.True(answer.Status is 409 or 503 && times < 100, $"{answer.Status}: {answer.Text}");
            Assert.NotNull(answer.Header("Retry-After"));
            await pace.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }
    }

    [Fact]
    public async Task A_request_that_was_refused_for_its_content_may_be_mended_under_its_key()
    {
        var orderId = world.NewOrderId();

        var refused = await App.CreateAsync(AppFixture.Body(orderId, 0), orderId);
        var mended = await App.CreateAsync(AppFixture.Body(orderId), orderId);

        Assert.Equal((400, 201), (refused.Status, mended.Status));
    }

    [Fact]
    public async Task A_request_without_a_usable_key_is_refused_by_name()
    {
        var body = AppFixture.Body(world.NewOrderId());
        Answer[] answers =
        [
            await App.CreateAsync(body),
            await App.CreateAsync(body, new string('k', 256)),
            await App.CreateAsync(body, "one", ("X-Idempotency-Key", "two")),
        ];

        Assert.All(answers, answer => Assert.Equal(400, answer.Status));
        Assert.All(answers, answer => Assert.Equal(["Idempotency-Key"], answer.Fields));
    }

    [Fact]
    public async Task The_longest_key_is_taken()
    {
        var orderId = world.NewOrderId();

        var answer = await App.CreateAsync(AppFixture.Body(orderId), orderId.PadRight(255, '~'));

        Assert.Equal(201, answer.Status);
    }
}
