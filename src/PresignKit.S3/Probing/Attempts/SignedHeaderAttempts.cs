
namespace PresignKit.S3.Probing.Attempts;

/// <summary>Is a request refused if a signed header is omitted or changed?</summary>
internal sealed class SignedHeaderAttempts : IAttemptGroup
{
    public string Description => "signed headers";

    public async Task<IReadOnlyList<ProbeMeasurement>> RunAsync(ProbeContext context, CancellationToken cancellationToken)
    {
        var put = context.Signer.Put(context.NewKey("headers"), "as signed", new("Cache-Control", "max-age=60"), new("x-amz-meta-probe", "signed"));
        return
        [
            await context.MeasureAsync(
                nameof(StoreProfile.SignedHeaders),
                put,
                [
                    ("another Cache-Control", put.With("Cache-Control", "no-store")),
                    ("no Cache-Control", put.Without("Cache-Control")),
                    ("other metadata", put.With("x-amz-meta-probe", "changed")),
                    ("no metadata", put.Without("x-amz-meta-probe")),
                    ("another Host", put.With("Host", OtherHost(context.Signer.Bucket.Host))),
                ],
                cancellationToken).ConfigureAwait(false),
        ];
    }

    // The same name with a different port: it is routed to the same server and never to the bucket of another user.
    private static string OtherHost(string host)
    {
        var colon = host.LastIndexOf(':');
        return $"{(colon > host.LastIndexOf(']') ? host[..colon] : host)}:1";
    }
}
