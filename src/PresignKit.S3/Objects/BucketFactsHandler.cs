using System.Collections.Immutable;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using PresignKit.SigV4;

namespace PresignKit.S3.Objects;

/// <summary>Adds what the store's settings say about the bucket to every request of the AWS SDK, unless the request itself says it.</summary>
internal sealed class BucketFactsHandler : PipelineHandler
{
    public ImmutableArray<NameValue> Facts { get; set; } = [];

    /// <summary>The handler of a pipeline that has one.</summary>
    public static BucketFactsHandler Of(RuntimePipeline pipeline) => pipeline.Handlers.OfType<BucketFactsHandler>().Single();

    public override void InvokeSync(IExecutionContext executionContext)
    {
        Add(executionContext);
        base.InvokeSync(executionContext);
    }

    public override Task<T> InvokeAsync<T>(IExecutionContext executionContext)
    {
        Add(executionContext);
        return base.InvokeAsync<T>(executionContext);
    }

    private void Add(IExecutionContext executionContext)
    {
        foreach (var (name, value) in Facts)
        {
            executionContext.RequestContext.Request.Headers.TryAdd(name, value);
        }
    }
}
