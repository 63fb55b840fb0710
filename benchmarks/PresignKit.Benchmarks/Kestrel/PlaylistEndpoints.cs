using System.Buffers;
using System.Text;
using PresignKit.Benchmarks.Subjects;

namespace PresignKit.Benchmarks.Kestrel;

/// <summary>
/// A playlist of 1,500 segments in each response, written directly into the buffers of the response. The fixed one was signed in advance and is
/// copied.
/// </summary>
internal static class PlaylistEndpoints
{
    // Created once, because it is called for every segment.
    private static readonly Action<int, IBufferWriter<byte>> BeforeSegment = static (_, writer) => writer.Write("\n#EXTINF:6.000,\n"u8);

    public static IEnumerable<Endpoint> Of(AllSubjects subjects)
    {
        var own = subjects.PresignKit;
        var signedBefore = new ArrayBufferWriter<byte>();
        WriteBatch(own, signedBefore);
        var stored = new ArrayBufferWriter<byte>();
        subjects.Playlist.Write(stored);
        return
        [
            Playlist(EndpointKind.Stored, Endpoint.Fixed, writer => writer.Write(stored.WrittenSpan)),
            Playlist(EndpointKind.Stored, "signer", subjects.Playlist.WriteComplete),
            Playlist(EndpointKind.Stored, "awssdk", subjects.Playlist.WriteWithAwsSdk),
            Playlist(Endpoint.Fixed, writer => writer.Write(signedBefore.WrittenSpan)),
            Playlist("batch", writer => WriteBatch(own, writer)),
            Playlist("issuer", writer => WriteBatch(subjects.Issuer, writer)),
            Playlist("loop", writer => WriteOneByOne(writer, key => own.Write(key, writer))),
            Playlist("minio", writer => WriteOneByOne(writer, key => WriteAscii(writer, subjects.Minio.GetUrl(key)))),
            Playlist("awssdk", writer => WriteOneByOne(writer, key => WriteAscii(writer, subjects.AwsSdk.GetUrl(key)))),
        ];
    }

    private static Endpoint Playlist(string signer, Action<IBufferWriter<byte>> write) => Playlist(EndpointKind.Playlist, signer, write);

    private static Endpoint Playlist(EndpointKind kind, string signer, Action<IBufferWriter<byte>> write) => new(kind, signer, async context =>
    {
        context.Response.ContentType = "application/vnd.apple.mpegurl";
        write(context.Response.BodyWriter);
        await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
    });

    private static void WriteBatch(PresignKitSubject own, IBufferWriter<byte> writer)
    {
        WriteHead(writer);
        own.WriteBatch(Workload.Batch, writer, BeforeSegment);
        WriteEnd(writer);
    }

    private static void WriteBatch(IssuerSubject issuer, IBufferWriter<byte> writer)
    {
        WriteHead(writer);
        issuer.WriteBatch(writer, BeforeSegment);
        WriteEnd(writer);
    }

    private static void WriteOneByOne(IBufferWriter<byte> writer, Action<string> writeUrl)
    {
        WriteHead(writer);
        foreach (var key in Workload.Batch)
        {
            BeforeSegment(0, writer);
            writeUrl(key);
        }

        WriteEnd(writer);
    }

    private static void WriteHead(IBufferWriter<byte> writer) =>
        writer.Write("#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:6\n#EXT-X-PLAYLIST-TYPE:VOD"u8);

    private static void WriteEnd(IBufferWriter<byte> writer) => writer.Write("\n#EXT-X-ENDLIST\n"u8);

    private static void WriteAscii(IBufferWriter<byte> writer, string url)
    {
        var span = writer.GetSpan(url.Length);
        writer.Advance(Encoding.ASCII.GetBytes(url, span));
    }
}
