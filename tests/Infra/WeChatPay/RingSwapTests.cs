using PayFunctions.Infra.Cryptography;
using PayFunctions.Infra.WeChatPay;

namespace PayFunctions.Tests.Infra.WeChatPay;

public class RingSwapTests
{
    private static readonly byte[] Body = WeChatPaySide.Envelope(WeChatPaySide.Transaction());

    [Fact]
    public async Task No_reader_misses_its_key_while_rings_are_swapped()
    {
        var receiving = new Receiving();
        var writer = Task.Factory.StartNew(() =>
        {
            for (var i = 0; i < 100; i++)
                receiving.Merchant.Merge(
                    [Receiving.Key($"77{i:D4}", Receiving.Now, Receiving.Now.AddDays(1))], Receiving.Now);
        }, TaskCreationOptions.LongRunning);

        var missed =
            await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => MissedUntil(writer, receiving))));
        await writer;

        Assert.All(missed, count => Assert.Equal(0, count));
        Assert.Equal(101, receiving.Merchant.Ring.Count);
    }

    private static int MissedUntil(Task writer, Receiving receiving)
    {
        var missed = 0;
        do
        {
            if (receiving.Read(Body).Evidence is null) missed++;
        }
        while (!writer.IsCompleted);
        return missed;
    }

    [Fact]
    public async Task Two_merges_at_once_lose_neither_key()
    {
        var receiving = new Receiving();
        var serials = Enumerable.Range(0, 32).Select(i => $"88{i:D4}").ToArray();
        var keys = serials.Select(serial => Receiving.Key(serial, Receiving.Now, Receiving.Now.AddDays(1))).ToArray();

        await Task.WhenAll(keys.Select(key => Task.Run(() => receiving.Merchant.Merge([key], Receiving.Now))));

        Assert.All(serials, serial => Assert.NotNull(receiving.Merchant.Ring.Find(serial, Receiving.Now)));
    }

    [Fact]
    public async Task An_instance_is_never_rented_twice_at_once()
    {
        var slots = new InstanceSlots<Exclusive>(() => new());

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() =>
        {
            for (var i = 0; i < 20_000; i++)
            {
                using var lease = slots.Rent();
                lease.Instance.Use();
            }
        })));
    }

    private sealed class Exclusive
    {
        private int _users;

        public void Use()
        {
            if (Interlocked.Increment(ref _users) != 1) throw new InvalidOperationException("Rented twice.");
            Interlocked.Decrement(ref _users);
        }
    }
}
