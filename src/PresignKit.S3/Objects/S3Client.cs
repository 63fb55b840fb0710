using System.Collections.Immutable;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.S3;
using PresignKit.SigV4;

namespace PresignKit.S3.Objects;

/// <summary>A client of the AWS SDK that also retries if another write to the same key is in progress.</summary>
internal sealed class S3Client : AmazonS3Client
{
    public S3Client(AWSCredentials credentials, AmazonS3Config config, ImmutableArray<NameValue> facts)
        : base(credentials, config)
    {
        // The base class has built the pipeline before there were any.
        BucketFactsHandler.Of(RuntimePipeline).Facts = facts;
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            (Config.HttpClientFactory as IDisposable)?.Dispose();
        }
    }

    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
    {
        base.CustomizeRuntimePipeline(pipeline);
        pipeline.ReplaceHandler<RetryHandler>(new RetryHandler(new ConflictRetryPolicy(Config)));
        pipeline.AddHandlerAfter<Marshaller>(new BucketFactsHandler());
    }
}
