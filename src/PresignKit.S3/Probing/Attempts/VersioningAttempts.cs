using PresignKit.S3.Administration.Checks;
using PresignKit.SigV4;

namespace PresignKit.S3.Probing.Attempts;

/// <summary>Is what is deleted or replaced gone? In a bucket with versions it is not, and there some stores ignore If-None-Match.</summary>
internal sealed class VersioningAttempts : IAttemptGroup
{
    public string Description => "versions";

    public async Task<IReadOnlyList<ProbeMeasurement>> RunAsync(ProbeContext context, CancellationToken cancellationToken)
    {
        const string name = CheckNames.Unversioned;
        var status = await new VersioningCheck(context.Settings, context.Backend, context.Http).StatusAsync(cancellationToken).ConfigureAwait(false);
        var put = context.Signer.Put(context.NewKey("version"), "the first", new NameValue("If-None-Match", "*"));
        var first = await context.SendAsync(put, cancellationToken).ConfigureAwait(false);
        var isVersioned = first.Header("x-amz-version-id") is { Length: > 0 } || status is not (null or VersioningCheck.Off);
        if (!isVersioned)
        {
            return
            [
                status is null
                    ? new(name, ProbeOutcome.NotTried, $"GetBucketVersioning does not say; PUT: {first}, without a version")
                    : new(name, ProbeOutcome.Enforced, $"versioning is off; PUT: {first}, without a version"),
            ];
        }

        var second = await context.SendAsync(put with { Body = "the other" }, cancellationToken).ConfigureAwait(false);
        var effect = second.Verdict == Verdict.Accepted ? " (it is the current version now)" : "";
        return
        [
            new(
                name,
                ProbeOutcome.NotEnforced,
                $"versioning is {status ?? "on"}: what is deleted stays as an old version; second PUT with If-None-Match: {second}{effect}"),
        ];
    }
}
