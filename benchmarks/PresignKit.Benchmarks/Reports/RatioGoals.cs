using PresignKit.Benchmarks.Subjects;

namespace PresignKit.Benchmarks.Reports;

/// <summary>The goals that <c>ratios</c> measures, for the machine's widest vectors or narrower ones.</summary>
internal static class RatioGoals
{
    private const string TimesAwsSdk = "x AWSSDK.S3";

    /// <summary>Returns each goal with its figure, except for figures that have no goal for this vector width.</summary>
    public static IReadOnlyList<Goal> Of(IReadOnlyCollection<RowResult> rows, int vectorWidth)
    {
        RowResult? Row(string name) => rows.FirstOrDefault(row => row.Name == name);
        double? Ratio(string of, string to) => Row(of)?.Ns / Row(to)?.Ns;
        Goal?[] goals =
        [
            Goal.AtLeast("one GET URL, string", 40, Row(RowNames.GetString)?.XAwsSdk, TimesAwsSdk),
            Goal.AtLeast("one GET URL, string", 17, Row(RowNames.GetString)?.XMinio, "x Minio"),
            Goal.NoGarbage("one GET URL, string: allocates", Row(RowNames.GetString)),
            Goal.AtLeast("one PUT URL with type, string", 33, Row(RowNames.PutString)?.XAwsSdk, TimesAwsSdk),
            Goal.AtMost("one URL, UTF-8", 1.4, Row(RowNames.GetUtf8)?.XHashOnly, "x its hashing alone"),
            Goal.NoGarbage("one URL, UTF-8: allocates", Row(RowNames.GetUtf8)),
            Goal.AtLeast("POST policy", 10, Row(RowNames.Post)?.XAwsSdk, TimesAwsSdk),
            Goal.AtLeast("through the issuer, string", 30, Row(RowNames.IssuerGetString)?.XAwsSdk, TimesAwsSdk),
            Goal.AtMost("through the issuer, string", 1.3, Ratio(RowNames.IssuerGetString, RowNames.GetAttachmentString), "x the bare signer at the same URL"),
            BatchGoal(Row(RowNames.BatchUtf8), vectorWidth),
            Goal.NoGarbage("batch of 1,500, UTF-8: allocates", Row(RowNames.BatchUtf8)),
            vectorWidth == 512 ? Goal.AtLeast("batch of 1,500, strings", 200, Row(RowNames.BatchString)?.XAwsSdk, TimesAwsSdk) : null,
            Goal.NoGarbage("batch of 1,500, strings: allocates", Row(RowNames.BatchString)),
            Goal.AtLeast("HLS playlist of 1,500 from a store", 80, Row(RowNames.Playlist)?.XAwsSdk, TimesAwsSdk),
            Goal.AtMost("MPD of 10,800, template", 40, Milliseconds(Row(RowNames.LongTemplate)), "ms"),
            Goal.AtMost("MPD of 10,800, list", 40, Milliseconds(Row(RowNames.LongList)), "ms"),
            PartsGoal(Row(RowNames.PartsString), vectorWidth),
            Goal.AtMost("10,000 parts, strings: allocate", 1.01, BytesPerResult(Row(RowNames.PartsString)), "x the strings"),
            Goal.AtMost(
                "batch of mixed key lengths, per byte hashed",
                1.3,
                Row(RowNames.BatchMixedUtf8)?.NsPerHashedByte / Row(RowNames.BatchUtf8)?.NsPerHashedByte,
                "x equal lengths"),
            Goal.AtMost("issuer's batch, UTF-8", 1.3, Ratio(RowNames.IssuerBatchUtf8, RowNames.BatchAttachmentUtf8), "x the bare signer at the same URLs"),
            Goal.NoGarbage("issuer's batch, UTF-8: allocates", Row(RowNames.IssuerBatchUtf8)),
            Goal.AtMost(
                "issuer's batch, a request per object, UTF-8",
                2.0,
                Ratio(RowNames.IssuerItemsUtf8, RowNames.IssuerNamedUtf8),
                "x one request for all of the same length"),
            Goal.AtLeast("2 threads, UTF-8", 1.85, Row(RowNames.TwoThreadsUtf8)?.Scaling, "x 1 thread"),
            Goal.AtLeast("2 threads, strings", 1.6, Row(RowNames.TwoThreadsString)?.Scaling, "x 1 thread"),
        ];
        return [.. goals.OfType<Goal>()];
    }

    private static double? Milliseconds(RowResult? row) => row?.Ns * Workload.LongPlaylist / 1_000_000;

    private static double? BytesPerResult(RowResult? row) => row?.Bytes / row?.ResultBytes;

    private static Goal? PartsGoal(RowResult? row, int vectorWidth) =>
        vectorWidth == 512 ? Goal.AtLeast("10,000 parts, strings", 100, row?.XAwsSdk, TimesAwsSdk) : null;

    private static Goal? BatchGoal(RowResult? row, int vectorWidth) => vectorWidth switch
    {
        512 => Goal.AtLeast("batch of 1,500, UTF-8, AVX-512", 450, row?.XAwsSdk, TimesAwsSdk),
        256 => Goal.AtLeast("batch of 1,500, UTF-8, AVX2", 120, row?.XAwsSdk, TimesAwsSdk),
        _ => null,
    };
}
