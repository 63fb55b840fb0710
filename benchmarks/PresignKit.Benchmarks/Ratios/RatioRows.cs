using PresignKit.Benchmarks.Reports;
using PresignKit.Benchmarks.Subjects;
using PresignKit.SigV4.Hashing;

namespace PresignKit.Benchmarks.Ratios;

/// <summary>The rows; docs/performance.md describes each of them.</summary>
internal static class RatioRows
{
    /// <summary>Returns all rows, without comparisons with the platform's hashing if that is used anyway.</summary>
    public static IReadOnlyList<Row> Of(AllSubjects subjects) =>
        [.. All(subjects).Where(row => !PlatformCryptography.IsUsed
            || row.Name is not (RowNames.HashOnly or RowNames.PlatformGetUtf8 or RowNames.TwoThreadsPlatformUtf8))];

    private static Row[] All(AllSubjects subjects)
    {
        var (own, issuer, parts, awsSdk, minio) = (subjects.PresignKit, subjects.Issuer, subjects.Parts, subjects.AwsSdk, subjects.Minio);
        return
        [
            Strings(RowNames.GetString, OperationKind.Get, own.GetUrl),
            Strings(RowNames.GetAttachmentString, OperationKind.Get, own.GetAttachmentUrl),
            Numbers(RowNames.GetUtf8, OperationKind.Get, own.GetUtf8) with { HashedBytes = subjects.Hashing.HashedBytes },
            Strings(RowNames.PutString, OperationKind.Put, own.PutUrl),
            new(RowNames.Post, OperationKind.Post, i => own.Post(Workload.Key(i)).Fields.Count),
            new(RowNames.IssuerGetString, OperationKind.Get, i => issuer.GetUrl(Workload.Key(i)).Length),
            new(RowNames.IssuerPutSlot, OperationKind.Put, _ => issuer.PutSlot().Request!.RevealUrl().Length),

            Batch(RowNames.BatchUtf8, _ => own.GetBatchUtf8(Workload.Batch)) with { HashedBytes = own.HashedBytes(Workload.Batch) },
            Batch(RowNames.BatchString, _ => own.GetBatch(Workload.Batch).Length) with { ResultBytes = StringBytes(own.GetBatch(Workload.Batch)) },
            Batch(RowNames.BatchMixedUtf8, _ => own.GetBatchUtf8(Workload.MixedKeys.AsSpan())) with { HashedBytes = own.HashedBytes(
                Workload.MixedKeys.AsSpan()) },
            Batch(RowNames.BatchAttachmentUtf8, _ => own.GetAttachmentBatchUtf8(Workload.Batch)),
            Batch(RowNames.IssuerBatchUtf8, _ => issuer.GetBatchUtf8()),
            Batch(RowNames.IssuerNamedUtf8, _ => issuer.GetNamedBatchUtf8()),
            Batch(RowNames.IssuerItemsUtf8, _ => issuer.GetItemBatchUtf8()),
            Batch(RowNames.IssuerBatchString, _ => LengthOf(issuer.GetBatch())),

            new(RowNames.Playlist, OperationKind.Playlist, _ => subjects.Playlist.Sign()) { Urls = Workload.BatchSize },
            new(RowNames.LongPlaylist, OperationKind.Playlist, _ => subjects.LongPlaylist.Sign()) { Urls = Workload.LongPlaylist },
            new(RowNames.LongTemplate, OperationKind.Playlist, _ => subjects.LongTemplate.Sign()) { Urls = Workload.LongPlaylist },
            new(RowNames.LongList, OperationKind.Playlist, _ => subjects.LongList.Sign()) { Urls = Workload.LongPlaylist },

            new(RowNames.PartString, OperationKind.Part, i => parts.Sign(i).Url.Length),
            new(RowNames.PartsString, OperationKind.Part, _ => parts.SignAll()[0].Url.Length)
            {
                Urls = Workload.PartCount,
                ResultBytes = StringBytes([.. parts.SignAll().ToArray().Select(part => part.Url)]),
            },

            Numbers(RowNames.TwoThreadsUtf8, OperationKind.Get, own.GetUtf8) with { Threads = 2 },
            Strings(RowNames.TwoThreadsString, OperationKind.Get, own.GetUrl) with { Threads = 2 },
            Batch(RowNames.TwoThreadsBatchUtf8, _ => own.GetBatchUtf8(Workload.Batch)) with { Threads = 2 },
            Batch(RowNames.TwoThreadsBatchString, _ => own.GetBatch(Workload.Batch).Length) with { Threads = 2 },

            new(RowNames.HashOnly, OperationKind.Get, subjects.Hashing.Hash) { HashedBytes = subjects.Hashing.HashedBytes },
            Numbers(RowNames.PlatformGetUtf8, OperationKind.Get, subjects.Platform.GetUtf8) with { HashedBytes = subjects.Hashing.HashedBytes },
            Numbers(RowNames.TwoThreadsPlatformUtf8, OperationKind.Get, subjects.Platform.GetUtf8) with { Threads = 2 },

            .. Variant.All.Select(One),
            Many(Variant.Session),

            new(RowNames.AwsSdkGet, OperationKind.Get, i => awsSdk.GetUrl(Workload.Key(i)).Length),
            new(RowNames.AwsSdkPut, OperationKind.Put, i => awsSdk.PutUrl(Workload.Key(i)).Length),
            new(RowNames.AwsSdkPost, OperationKind.Post, i => awsSdk.Post(Workload.Key(i)).Fields.Count),
            new(RowNames.AwsSdkPart, OperationKind.Part, i => awsSdk.PartUrl(PartsSubject.NumberOf(i), PartsSubject.SizeOf(PartsSubject.NumberOf(i))).Length),
            new(RowNames.AwsSdkPlaylist, OperationKind.Playlist, _ => subjects.Playlist.SignWithAwsSdk()) { Urls = Workload.BatchSize },
            new(RowNames.MinioGet, OperationKind.Get, i => minio.GetUrl(Workload.Key(i)).Length),
            new(RowNames.MinioPut, OperationKind.Put, i => minio.PutUrl(Workload.Key(i)).Length),
            new(RowNames.MinioPost, OperationKind.Post, i => minio.Post(Workload.Key(i)).Fields.Count),
            new(RowNames.AzureSas, OperationKind.Get, i => subjects.AzureSas.GetUrl(Workload.Key(i)).Length),
        ];
    }

    private static Row Numbers(string name, OperationKind kind, Func<string, int> sign) => new(name, kind, i => sign(Workload.Key(i)));

    private static Row Strings(string name, OperationKind kind, Func<string, string> sign) => new(name, kind, i => sign(Workload.Key(i)).Length)
    {
        ResultBytes = StringBytes([.. Workload.Keys.Select(sign)]),
    };

    private static Row One(Variant variant)
    {
        var subject = new VariantSubject(variant);
        return new($"{variant.Name}-utf8", OperationKind.Other, subject.GetUtf8) { HashedBytes = subject.HashedBytes };
    }

    private static Row Many(Variant variant)
    {
        var subject = new VariantSubject(variant);
        return new($"batch1500-{variant.Name}-utf8", OperationKind.Other, _ => subject.GetBatchUtf8())
        {
            Urls = Workload.BatchSize,
            HashedBytes = subject.HashedBytesOfBatch,
        };
    }

    private static Row Batch(string name, Func<int, int> sign) => new(name, OperationKind.Get, sign) { Urls = Workload.BatchSize };

    // As strings, which applications need from grants.
    private static int LengthOf(IReadOnlyList<PresignedUrl> grants)
    {
        var length = 0;
        for (var i = 0; i < grants.Count; i++)
        {
            length += grants[i].RevealUrl().Length;
        }

        return length;
    }

    private static double StringBytes(ReadOnlySpan<string> urls)
    {
        var sum = 0L;
        foreach (var url in urls)
        {
            sum += Row.StringBytes(url.Length);
        }

        return (double)sum / urls.Length;
    }
}
