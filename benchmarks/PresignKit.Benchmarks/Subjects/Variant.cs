using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using PresignKit.SigV4;

namespace PresignKit.Benchmarks.Subjects;

/// <summary>One way in which a URL differs from the plain one.</summary>
/// <param name="Name">The prefix of the names of its rows.</param>
internal sealed record Variant(string Name)
{
    public string Method { get; private init; } = "GET";

    public BucketAddressing Addressing { get; private init; } = BucketAddressing.Path;

    public string? SessionToken { get; private init; }

    public NameValue[] Headers { get; private init; } = [];

    public NameValue[] Query { get; private init; } = [];

    public ImmutableArray<string> Keys { get; private init; } = Workload.Keys;

    /// <summary>Temporary credentials, whose token of 1,024 characters is part of every URL.</summary>
    public static Variant Session { get; } = new("session")
    {
        SessionToken = Convert.ToBase64String([.. Enumerable.Range(0, 24).SelectMany(i => SHA256.HashData(Encoding.ASCII.GetBytes($"{i}")))]),
    };

    public static ImmutableArray<Variant> All { get; } =
    [
        Session,
        new("virtual-host") { Addressing = BucketAddressing.VirtualHost },
        new("unicode") { Keys = [.. Enumerable.Range(0, Workload.KeyCount).Select(i => $"bücher/東京/übersicht – teil {i:D4}.mp4")] },
        new("overrides")
        {
            Query =
            [
                new("response-content-disposition", "attachment; filename=\"report.pdf\""),
                new("response-content-type", "application/pdf"),
            ],
        },
        new("headers")
        {
            Method = "PUT",
            Headers = [new("Content-Type", Workload.ContentType), new("Content-Length", $"{Workload.Size}"), new("If-None-Match", "*")],
        },
        new("part")
        {
            Method = "PUT",
            Headers = [new("Content-Length", $"{Workload.Size}")],
            Query = [new("partNumber", "17"), new("uploadId", "2~VmR4HkEx9uYvQkq0Zr8pWn5tLs3bJd7")],
        },
    ];
}
