using PayFunctions.Samples.Merchant;

// A shop's side of one sale: an order, its payment as the webhook tells of it, a partial refund. See README.md.
if (ShopSettings.Read(args, out var settings) is { } missing)
{
    Console.Error.WriteLine(missing);
    return 2;
}

using var enough = new CancellationTokenSource(settings.Patience);
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    enough.Cancel();
};
try
{
    await using var webhooks = await WebhookReceiver.StartAsync(settings, enough.Token);
    using var payments = new PaymentsClient(settings);
    await new Sale(settings, payments, webhooks).RunAsync(enough.Token);
    return 0;
}
catch (OperationCanceledException) when (enough.IsCancellationRequested)
{
    Console.Error.WriteLine("Given up waiting: was the order paid?");
    return 1;
}
catch (PaymentsRefused e)
{
    Console.Error.WriteLine(e.Message);
    return 1;
}
