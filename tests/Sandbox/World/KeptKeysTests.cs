using System.Security.Cryptography;
using PayFunctions.Sandbox.World;
using PayFunctions.Tests.Infra.WeChatPay;

namespace PayFunctions.Tests.Sandbox.World;

public sealed class KeptKeysTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("payfunctions-keys-").FullName;
    private readonly string _keys;

    public KeptKeysTests() => _keys = Path.Combine(_folder, "keys");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_key_that_was_kept_is_taken_by_a_later_process()
    {
        using var made = RSA.Create(2048);
        new KeptKeys(_keys).Keep(made);

        using var taken = new KeptKeys(_keys).Take();

        Assert.Equal(made.ExportPkcs8PrivateKey(), taken!.ExportPkcs8PrivateKey());
    }

    [Fact]
    public void A_key_is_given_out_once()
    {
        KeepTheSame(2);
        var keys = new KeptKeys(_keys);

        using var first = keys.Take();
        using var second = keys.Take();

        Assert.True(first is not null && second is not null);
        Assert.Null(keys.Take());
    }

    [Fact]
    public void What_was_kept_by_this_process_is_not_given_out_to_it()
    {
        var keys = new KeptKeys(_keys);
        Assert.Null(keys.Take());

        keys.Keep(WeChatPaySide.MerchantKey);

        Assert.Null(keys.Take());
    }

    [Theory]
    [InlineData("")]
    [InlineData("half of a ")]
    [InlineData("1024 bits")]
    public void A_file_that_is_no_such_key_is_removed(string content)
    {
        KeepTheSame(1);
        var file = Assert.Single(Directory.GetFiles(_keys));
        using var small = RSA.Create(1024);
        File.WriteAllBytes(file, content == "1024 bits" ? small.ExportPkcs8PrivateKey() : File.ReadAllBytes(file)[..content.Length]);

        Assert.Null(new KeptKeys(_keys).Take());
        Assert.Empty(Directory.GetFiles(_keys));
    }

    [Fact]
    public void Only_so_many_are_kept()
    {
        KeepTheSame(KeptKeys.Most + 1);

        Assert.Equal(KeptKeys.Most, Directory.GetFiles(_keys).Length);
    }

    [Fact]
    public void Their_owner_alone_may_read_them_and_their_names_say_what_they_are()
    {
        KeepTheSame(1);

        var file = Assert.Single(Directory.GetFiles(_keys));
        Assert.StartsWith("sandbox-only-", Path.GetFileName(file), StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }

    [Fact]
    public void Where_nothing_can_be_kept_the_key_is_good_all_the_same()
    {
        File.WriteAllText(_keys, "a file where the folder would be");
        var keys = new KeptKeys(_keys);

        keys.Keep(WeChatPaySide.MerchantKey);

        Assert.Null(keys.Take());
    }

    [Fact]
    public void Two_parties_of_a_process_never_have_the_same_key()
    {
        var taken = Enumerable.Range(0, 4).Select(_ => SpareKeys.Take()).ToArray();

        Assert.Equal(4, taken.Select(key => Convert.ToHexString(key.ExportRSAPublicKey())).Distinct().Count());
        Assert.All(taken, SpareKeys.Leave);
    }

    private void KeepTheSame(int times)
    {
        var keys = new KeptKeys(_keys);
        for (var kept = 0; kept < times; kept++) keys.Keep(WeChatPaySide.MerchantKey);
    }
}
