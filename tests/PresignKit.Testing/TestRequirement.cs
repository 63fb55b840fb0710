namespace PresignKit.Testing;

/// <summary>A program or service that a test needs. Without it, the test is skipped, or fails if <c>PRESIGNKIT_TEST_REQUIRE</c> lists it.</summary>
public static class TestRequirement
{
    /// <summary>Continues if the requirement is met.</summary>
    /// <param name="what">The name in <c>PRESIGNKIT_TEST_REQUIRE</c>, a comma-separated list.</param>
    /// <param name="missing">What is missing, and how to get it; null if nothing is.</param>
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
