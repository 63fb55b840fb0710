using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using PresignKit.AspNetCore.Problems;

namespace PresignKit.AspNetCore.Limits;

/// <summary>The slot limit as a policy of ASP.NET Core's rate limiter, for endpoints of the application that open slots.</summary>
internal sealed class SlotRateLimiterPolicy(SlotLimiter limiter, FailureBoundary boundary) : IRateLimiterPolicy<string>
{
    public Func<OnRejectedContext, CancellationToken, ValueTask>? OnRejected => (context, _) =>
        context.Lease.TryGetMetadata(SlotLease.Failure, out var failure) && failure is not null
            ? new(boundary.AnswerAsync(context.HttpContext, failure))
            : default;

    public RateLimitPartition<string> GetPartition(HttpContext httpContext)
    {
        try
        {
            return RateLimitPartition.Get(
                limiter.HolderOf(httpContext), holder => new LedgerLimiter(cancellation => limiter.FindFailureAsync(holder, cancellation)));
        }
        catch (EndpointException e)
        {
            // A user without an ID. All of them share a partition, because none of them gets a slot.
            return RateLimitPartition.Get(e.Code, _ => new LedgerLimiter(_ => new(e)));
        }
    }

    private sealed class LedgerLimiter(Func<CancellationToken, ValueTask<EndpointException?>> findFailure) : RateLimiter
    {
        // The count is in the ledger, so this object may be dropped at any time.
        public override TimeSpan? IdleDuration => TimeSpan.MaxValue;

        public override RateLimiterStatistics? GetStatistics() => null;

        // A ledger may need the network: the middleware then calls the asynchronous method.
        protected override RateLimitLease AttemptAcquireCore(int permitCount) => new SlotLease(isAcquired: permitCount == 0, null);

        protected override async ValueTask<RateLimitLease> AcquireAsyncCore(int permitCount, CancellationToken cancellationToken)
        {
            var failure = permitCount == 0 ? null : await findFailure(cancellationToken).ConfigureAwait(false);
            return new SlotLease(failure is null, failure);
        }
    }

    private sealed class SlotLease(bool isAcquired, EndpointException? failure) : RateLimitLease
    {
        public static readonly MetadataName<Exception> Failure = MetadataName.Create<Exception>("PresignKit.Failure");

        public override bool IsAcquired => isAcquired;

        public override IEnumerable<string> MetadataNames => [Failure.Name, MetadataName.RetryAfter.Name];

        public override bool TryGetMetadata(string metadataName, out object? metadata)
        {
            metadata = metadataName == Failure.Name ? failure
                : metadataName == MetadataName.RetryAfter.Name ? failure?.RetryAfter
                : null;
            return metadata is not null;
        }
    }
}
