using PresignKit.Benchmarks.Subjects;

namespace PresignKit.Benchmarks.Ratios;

/// <summary>The command <c>ratios</c>: which rows there are, and what becomes of the table.</summary>
internal static class RatiosCommand
{
    public static int Run(RatiosArguments arguments)
    {
        var own = new PresignKitSubject();
        using var issuer = new IssuerSubject();
        using var awsSdk = new AwsSdkSubject();
        using var minio = new MinioSubject();
        Agreement.Check(own, awsSdk, minio);

        MachineInfo.Write(Console.Out);
        Console.WriteLine();
        var table = RatioTable.Measure(
        [
            new("get-string", OperationKind.Get, key => own.GetUrl(key).Length),
            new("get-utf8", OperationKind.Get, own.GetUtf8),
            new("issuer-get-string", OperationKind.Get, key => issuer.GetUrl(key).Length),
            new("awssdk-get", OperationKind.Get, key => awsSdk.GetUrl(key).Length),
            new("minio-get", OperationKind.Get, key => minio.GetUrl(key).Length),
            new("put-string", OperationKind.Put, key => own.PutUrl(key).Length),
            new("issuer-put-slot", OperationKind.Put, _ => issuer.PutSlot().Put!.RevealUrl().Length),
            new("awssdk-put", OperationKind.Put, key => awsSdk.PutUrl(key).Length),
            new("minio-put", OperationKind.Put, key => minio.PutUrl(key).Length),
            new("post", OperationKind.Post, key => own.Post(key).Fields.Count),
            new("awssdk-post", OperationKind.Post, key => awsSdk.Post(key).Fields.Count),
            new("minio-post", OperationKind.Post, key => minio.Post(key).Fields.Count),
        ]);
        ConsoleReport.Write(table, Console.Out);
        return arguments.JsonPath is null ? 0 : WriteJson(table, arguments.JsonPath);
    }

    private static int WriteJson(RatioTable table, string path)
    {
        try
        {
            JsonReport.Write(table, path);
            return 0;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"'{path}' cannot be written: {exception.Message}");
            return 1;
        }
    }
}
