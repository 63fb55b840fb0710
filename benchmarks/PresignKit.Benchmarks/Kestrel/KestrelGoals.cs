using PresignKit.Benchmarks.Reports;

namespace PresignKit.Benchmarks.Kestrel;

/// <summary>The goals that <c>kestrel</c> measures.</summary>
internal static class KestrelGoals
{
    public static IReadOnlyList<Goal> Of(IReadOnlyCollection<KestrelResult> rows)
    {
        KestrelResult? Row(string name) => rows.FirstOrDefault(row => row.Name == name);
        Goal?[] goals =
        [
            Goal.AtLeast("Kestrel, one URL", 0.94, Row("url-presignkit")?.XFixed, "x a fixed string"),
            Goal.AtLeast("Kestrel, one URL", 2.4, Row("url-presignkit")?.XAwsSdk, "x AWSSDK.S3"),
            Goal.AtLeast("Kestrel, playlist of 1,500", 80, Row("playlist-batch")?.XAwsSdk, "x AWSSDK.S3"),
            Goal.AtLeast("Kestrel, stored playlist of 1,500", 80, Row("stored-signer")?.XAwsSdk, "x AWSSDK.S3"),
            Goal.AtLeast("Kestrel, stored playlist of 1,500", 0.55, Row("stored-signer")?.XFixed, "x the same bytes unsigned"),
        ];
        return [.. goals.OfType<Goal>()];
    }
}
