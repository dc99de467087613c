namespace PayFunctions.Tests.Functions;

/// <summary>Holds whatever is refused to one count of a meter that is the process's, and so other tests' too.</summary>
internal static class CountedOnce
{
    /// <summary>A try in which another test counted the same tells nothing; under load many in a row are so.</summary>
    private const int UndisturbedTries = 200;

    public static async Task ExpectAsync(string what, Func<Task<long>> count, Func<Task> send)
    {
        var counted = 0L;
        for (var tries = 0; counted != 1 && tries < UndisturbedTries; tries++)
        {
            var before = await count();
            await send();
            counted = await count() - before;
            Assert.True(counted > 0, $"{what} is not counted");
        }

        Assert.True(counted == 1, $"{what} is counted {counted} times");
    }
}
