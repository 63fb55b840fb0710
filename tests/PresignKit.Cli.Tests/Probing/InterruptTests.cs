using PresignKit.Cli.Consoles;
using PresignKit.Cli.Tests.Fakes;

namespace PresignKit.Cli.Tests.Probing;

/// <summary>After Ctrl-C the bucket is clean.</summary>
public sealed class InterruptTests(LocalStore store)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Probe_Interrupted_RemovesAndReportsEverythingItWrote(bool isBucketNew)
    {
        var bucket = isBucketNew ? "interrupted-new" : "interrupted";
        using var owner = store.Owner();
        if (!isBucketNew)
        {
            await owner.PutBucketAsync(bucket, TestContext.Current.CancellationToken);
        }

        using var interrupt = new CancellationTokenSource();
        var console = LocalStore.Console();
        var tool = new Tool { Console = console, Interrupt = interrupt.Token };
        console.Written = text =>
        {
            if (text.StartsWith("[ 4/24]", StringComparison.Ordinal))
            {
                interrupt.Cancel();
            }
        };

        var code = await tool.RunAsync("probe", "--endpoint", store.Endpoint, "--bucket", bucket, "--create-bucket");

        Assert.Equal((130, ""), (code, console.Printed));
        Assert.Contains("\nStopping, and removing what was written.", console.Errors, StringComparison.Ordinal);
        Assert.Contains("presignkit: interrupted: The probe of store", console.Errors, StringComparison.Ordinal);
        Assert.Contains("everything it wrote was removed", console.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("[ 5/24]", console.Errors, StringComparison.Ordinal);
        var buckets = (await owner.ListBucketsAsync(TestContext.Current.CancellationToken)).Buckets;
        Assert.Equal(!isBucketNew, buckets.Any(b => b.BucketName == bucket));
        if (!isBucketNew)
        {
            Assert.Empty((await owner.ListObjectsV2Async(new() { BucketName = bucket }, TestContext.Current.CancellationToken)).S3Objects ?? []);
        }
    }

    [Fact]
    public async Task Probe_InternalError_RemovesBucketItCreated()
    {
        using var owner = store.Owner();
        var console = LocalStore.Console();
        var tool = new Tool { Console = console };
        console.Written = text =>
        {
            if (text.StartsWith("[ 1/24]", StringComparison.Ordinal))
            {
                throw new InvalidOperationException("the terminal is gone");
            }
        };

        Assert.Equal(70, await tool.RunAsync("probe", "--endpoint", store.Endpoint, "--bucket", "defect-new", "--create-bucket"));
        Assert.DoesNotContain((await owner.ListBucketsAsync(TestContext.Current.CancellationToken)).Buckets, b => b.BucketName == "defect-new");
    }

    [Fact]
    public async Task Probe_InterruptedBeforeStart_SaysNothingWasWritten()
    {
        var tool = new Tool { Console = LocalStore.Console(), Interrupt = new(canceled: true) };

        Assert.Equal(130, await tool.RunAsync("probe", "--endpoint", store.Endpoint, "--bucket", LocalStore.Bucket));
        Assert.Contains("presignkit: interrupted: The probe was stopped before it wrote anything.", tool.Console.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Token_NoSignal_IsNotCanceled()
    {
        using var interrupts = new Interrupts();

        Assert.False(interrupts.Token.IsCancellationRequested);
    }
}
