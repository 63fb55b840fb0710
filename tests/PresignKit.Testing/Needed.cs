namespace PresignKit.Testing;

/// <summary>What a test needs of the machine: without it the test is skipped, or fails where <c>PRESIGNKIT_TEST_REQUIRE</c> lists it.</summary>
public static class Needed
{
    /// <summary>Goes on where nothing is missing.</summary>
    /// <param name="what">The name that <c>PRESIGNKIT_TEST_REQUIRE</c>, a list with commas, may hold.</param>
    /// <param name="missing">Why it is not there; null where it is.</param>
    public static void Check(string what, string? missing)
    {
        if (missing is null)
        {
            return;
        }

        if (IsRequired(what))
        {
            Assert.Fail($"{missing} PRESIGNKIT_TEST_REQUIRE lists '{what}'.");
        }

        Assert.Skip(missing);
    }

    private static bool IsRequired(string what) => (Environment.GetEnvironmentVariable("PRESIGNKIT_TEST_REQUIRE") ?? "")
        .Split(',', StringSplitOptions.TrimEntries).Contains(what, StringComparer.OrdinalIgnoreCase);
}
