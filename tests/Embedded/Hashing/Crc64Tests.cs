using System.IO.Hashing;
using System.Text;

namespace PayFunctions.Tests.Embedded.Hashing;

public class Crc64Tests
{
    /// <summary>The catalogue's check value of CRC-64/ECMA-182.</summary>
    private const string Check = "6C40DF5F0B497347";

    private static readonly byte[] Digits = Encoding.ASCII.GetBytes("123456789");

    [Fact]
    public void The_check_value_is_the_catalogue_s() => Assert.Equal(Check, Convert.ToHexString(Crc64.Hash(Digits)));

    [Fact]
    public void What_is_appended_in_parts_hashes_as_the_whole()
    {
        var hash = new Crc64();
        hash.Append(Digits.AsSpan(0, 4));
        hash.Append(Digits.AsSpan(4));

        Assert.Equal(Check, Convert.ToHexString(hash.GetHashAndReset()));
        Assert.Equal("0000000000000000", Convert.ToHexString(hash.GetCurrentHash()));
    }
}
