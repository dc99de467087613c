using PayFunctions.Infra.Vault;

namespace PayFunctions.Tests.Infra.Vault;

public sealed class SecretBytesTests
{
    private static readonly byte[] Example = [1, 2, 3, 4, 5];

    [Fact]
    public void What_is_disposed_of_is_zeros_in_the_very_memory_it_was()
    {
        var secret = new SecretBytes(Example);
        var memory = secret.Span;

        secret.Dispose();

        Assert.Equal(new byte[Example.Length], memory.ToArray());
        Assert.Throws<ObjectDisposedException>(() => secret.Span.Length);
    }

    [Fact]
    public void It_says_nothing_of_itself()
    {
        var secret = new SecretBytes("hidden"u8);

        Assert.DoesNotContain("hidden", $"{secret}", StringComparison.Ordinal);
    }
}
